// What the list does not need of a business (address, phone, owner): a script for each district, asked for when it is
// wanted. Scripts, for a page that is opened as a file may read nothing else.
"use strict";

const Parts = (() => {
    const asked = new Map();
    let parts = null;

    // The part {file, name, villages} of a village, and of no village.
    function partOf(village) {
        const { data } = Catalogue;
        parts = parts || new Map(data.parts.flatMap((part) => part.villages.map((each) => [each, part])));
        return parts.get(village);
    }

    // A promise that the rest of a business is there, or cannot be had.
    const of = ({ village }) => load(partOf(village));

    // onPart is given the businesses of each part as it comes.
    function all(onPart = () => {}) {
        return Promise.all(Catalogue.data.parts.map((part) => load(part).then(onPart)));
    }

    function load(part) {
        if (!asked.has(part)) asked.set(part, fetched(part));
        return asked.get(part);
    }

    async function fetched(part) {
        const rows = await Packed.load(part);
        if (!rows) asked.delete(part); // such as without a network: the next time may do
        return (rows || []).map((row) => {
            const business = Catalogue.byId(row[0]);
            if (business) business.later = row;
            return business;
        });
    }

    return { of, all };
})();
