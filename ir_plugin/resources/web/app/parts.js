// What the list does not need of a business (address, phone, owner): a script for each district, asked for when it is
// wanted. Scripts, for a page that is opened as a file may read nothing else.
"use strict";

const Parts = (() => {
    const asked = new Map();

    const partOf = ({ village }) => (village || "lain").slice(0, 8);

    // A promise that the rest of a business is there, or cannot be had.
    const of = (business) => load(partOf(business));

    // onPart is given the businesses of each part as it comes.
    function all(onPart = () => {}) {
        return Promise.all(Catalogue.data.parts.map((part) => load(part).then(onPart)));
    }

    function load(part) {
        if (!asked.has(part)) asked.set(part, fetched(part));
        return asked.get(part);
    }

    async function fetched(part) {
        if (!Catalogue.data.parts.includes(part)) return [];
        const isThere = await Dom.script(`data/usaha/${part}.js`);
        if (!isThere) asked.delete(part); // such as without a network: the next time may do
        const key = `KLASTER_IR:${part}`;
        const rows = window[key] || [];
        delete window[key];
        return rows.map((row) => {
            const business = Catalogue.byId(row[0]);
            if (business) business.later = row;
            return business;
        });
    }

    return { of, all };
})();
