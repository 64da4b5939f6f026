// The data of the catalogue as objects: businesses, regions and what they are called.
"use strict";

const Catalogue = (() => {
    const own = {
        begin,
        byId,
        plain,
        label,
        title,
        otherProducts,
        wordsOfProduct,
        around,
        placeOf,
        isWithin,
        children,
        inVillage,
        isWomens,
    };
    let known = null;

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

    // data: what data/catalogue.js brings.
    function begin(data) {
        const columns = data.businesses;
        for (const [field, column] of Object.entries(columns)) {
            const { values, at } = column; // a column with few different values
            define(field, Array.isArray(column) ? (each) => column[each.index] : (each) => values[at[each.index]]);
        }
        data.later.forEach((field, at) => field in columns || define(field, (each) => each.later && each.later[at]));
        const businesses = columns.id.map((id, index) => new Business(index)); // in the order of their names
        const regions = new Map(data.regions.map((region) => [region.code, region]));
        Object.assign(own, { data, columns, businesses, regions });
    }

    function define(field, read) {
        const get = function () {
            return read(this);
        };
        Object.defineProperty(Business.prototype, field, { get });
    }

    function byId(id) {
        known = known || new Map(own.businesses.map((each) => [each.id, each]));
        return known.get(id);
    }

    // Lower case without accents and signs: "Ké-Mplang Bu Ani" -> "ke mplang bu ani".
    function plain(text) {
        const lower = String(text).toLowerCase();
        const bare = /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
        return bare.replace(/[^a-z0-9]+/g, " ").trim();
    }

    function label(list, code) {
        const entry = (own.data.lists[list] || {})[code];
        return entry ? Words.text(entry) : String(code);
    }

    // All that a product is called: in both languages, and its other names in surveys.
    function wordsOfProduct(code) {
        const { lists, product_words: others } = own.data;
        return [...Object.values(lists.product[code] || {}), ...(others[code] || [])];
    }

    function title(each) {
        if (each.name) return each.name;
        return each.products.length ? label("product", each.products[0]) : Words.word("unnamed");
    }

    // What it makes, but for what its title says already.
    function otherProducts(each) {
        return each.products.filter((code) => label("product", code) !== title(each));
    }

    // The region with those around it, from the smallest: village, kecamatan, kabupaten, province.
    function around(code) {
        const found = [];
        const next = (each) => own.regions.get(each);
        for (let region = next(code); region && found.length < 5; region = next(region.parent)) found.push(region);
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

    function children(code, level) {
        return own.data.regions.filter((region) => region.level === level && (!code || isWithin(region.code, code)));
    }

    function inVillage(code) {
        return own.businesses.filter((each) => each.village === code);
    }

    function isWomens(each) {
        return each.sex === "P";
    }

    return own;
})();
