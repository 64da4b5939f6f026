// What the reader asks for, as an object and as the query of an address: #/?produk=PGN02&wilayah=19.01.02
"use strict";

const Filters = (() => {
    const NONE = Object.freeze({
        q: "",
        produk: "",
        wilayah: "",
        perempuan: false,
        halal: false,
        pirt: false,
        lapisan: "",
    });
    const CHOICES = ["produk", "wilayah", "perempuan", "halal", "pirt"];

    // What is not known to the catalogue is left out, so that an old or a made-up address shows a page all the same.
    function fromQuery(query) {
        const made = { ...NONE, q: (query.get("q") || "").slice(0, 100) };
        for (const name of ["perempuan", "halal", "pirt"]) made[name] = query.get(name) === "1";
        const { data, regions } = Catalogue;
        if (Object.hasOwn(data.lists.product, query.get("produk") || "")) made.produk = query.get("produk");
        if (regions.has(query.get("wilayah"))) made.wilayah = query.get("wilayah");
        if (data.layers.some((layer) => layer.id === query.get("lapisan"))) made.lapisan = query.get("lapisan");
        return made;
    }

    function toQuery(filters) {
        const query = new URLSearchParams();
        for (const name of Object.keys(NONE)) {
            if (filters[name]) query.set(name, filters[name] === true ? "1" : filters[name]);
        }
        return query.toString();
    }

    function passes(business, filters) {
        return (
            (!filters.produk || business.products.includes(filters.produk)) &&
            (!filters.wilayah || Catalogue.isWithin(business.village, filters.wilayah)) &&
            (!filters.perempuan || Catalogue.isWomens(business)) &&
            (!filters.halal || business.licences.includes("HALAL")) &&
            (!filters.pirt || business.licences.includes("PIRT"))
        );
    }

    // The businesses that the reader asks for: the best matches of a search first, else those that make the product
    // above all, by name, and those that did not tell their name last.
    function find(filters) {
        const scores = Search.scores(filters.q);
        const found = Catalogue.businesses.filter((each) => (!scores || scores[each.index]) && passes(each, filters));
        if (scores) return found.sort((a, b) => scores[b.index] - scores[a.index] || a.index - b.index);
        const isMain = ({ products }) => !filters.produk || products[0] === filters.produk;
        return [...found.filter(isMain), ...found.filter((each) => !isMain(each))];
    }

    const active = (filters) => CHOICES.filter((name) => filters[name]);

    function label(name, filters) {
        if (name === "produk") return Catalogue.label("product", filters.produk);
        if (name === "wilayah") return Catalogue.regions.get(filters.wilayah).name;
        return Words.word({ perempuan: "women_owned", halal: "halal", pirt: "pirt" }[name]);
    }

    // How many of the businesses have each value: a map of value -> count, the largest first. field: a column with few
    // values; valuesOf: what one of these counts for.
    function tally(businesses, field, valuesOf) {
        const { values, at } = Catalogue.columns[field];
        const times = new Uint32Array(values.length);
        for (const { index } of businesses) times[at[index]]++;
        const counts = new Map();
        values.forEach((each, place) => {
            if (!times[place]) return;
            for (const value of valuesOf(each)) counts.set(value, (counts.get(value) || 0) + times[place]);
        });
        return new Map([...counts].sort((a, b) => b[1] - a[1]));
    }

    return { NONE, fromQuery, toQuery, find, active, label, tally };
})();
