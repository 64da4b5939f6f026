// The data of the catalogue as objects: businesses, regions and what they are called.
"use strict";

const Catalogue = (() => {
    const data = window.KLASTER_IR;
    if (!data) document.getElementById("panel").textContent = "data/catalogue.js: tidak ditemukan / not found";
    const regions = new Map(data.regions.map((region) => [region.code, region]));
    const columns = data.businesses;

    // A business reads its row of the columns; later: its row of a part, once that is there (see parts.js).
    class Business {
        constructor(index) {
            this.index = index;
            this.later = null;
        }

        // The name as it is searched.
        get key() {
            return plain(title(this));
        }
    }

    for (const [field, column] of Object.entries(columns)) {
        const { values, at } = column; // a column with few different values
        define(field, Array.isArray(column) ? (each) => column[each.index] : (each) => values[at[each.index]]);
    }
    data.later.forEach((field, at) => field in columns || define(field, (each) => each.later && each.later[at]));

    function define(field, read) {
        const get = function () {
            return read(this);
        };
        Object.defineProperty(Business.prototype, field, { get });
    }

    const businesses = columns.id.map((id, index) => new Business(index)); // in the order of their names
    let known = null;

    function byId(id) {
        known = known || new Map(businesses.map((each) => [each.id, each]));
        return known.get(id);
    }

    // Lower case without accents and signs: "Ké-Mplang Bu Ani" -> "ke mplang bu ani".
    function plain(text) {
        const lower = String(text).toLowerCase();
        const bare = /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
        return bare.replace(/[^a-z0-9]+/g, " ").trim();
    }

    function label(list, code) {
        const entry = (data.lists[list] || {})[code];
        return entry ? Words.text(entry) : String(code);
    }

    // All that a product is called: in both languages, and its other names in surveys.
    function wordsOfProduct(code) {
        return [...Object.values(data.lists.product[code] || {}), ...((data.product_words || {})[code] || [])];
    }

    function title(each) {
        if (each.name) return each.name;
        return each.products.length ? label("product", each.products[0]) : Words.word("unnamed");
    }

    // The region with those around it, from the smallest: village, kecamatan, kabupaten, province.
    function around(code) {
        const found = [];
        for (let region = regions.get(code); region && found.length < 5; region = regions.get(region.parent))
            found.push(region);
        return found;
    }

    // "Kuto Panji, Belinyu, Bangka": without the province, which all share.
    function placeOf(code) {
        const names = around(code)
            .filter((region) => region.level > 1)
            .map((region) => region.name);
        return names.filter((name, at) => name !== names[at - 1]).join(", ");
    }

    function isWithin(code, regionCode) {
        return code !== null && (code === regionCode || code.startsWith(`${regionCode}.`));
    }

    const children = (code, level) =>
        data.regions.filter((region) => region.level === level && (!code || isWithin(region.code, code)));

    const inVillage = (code) => businesses.filter((each) => each.village === code);
    const isWomens = (each) => each.sex === "P";

    return {
        data,
        regions,
        businesses,
        columns,
        byId,
        plain,
        label,
        title,
        wordsOfProduct,
        around,
        placeOf,
        isWithin,
        children,
        inVillage,
        isWomens,
    };
})();
