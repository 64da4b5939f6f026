// Search by name, product and place, and by owner and address once these are there, that forgives a slip of the finger.
//
// A word of the query is compared with the different words of all businesses, not with the businesses: 20,000 of these
// have some 10,000 words. Words of products and places are kept for these, not for every business that has them. Only a
// query that finds nothing as it is written is read as one with slips.
"use strict";

const Search = (() => {
    const EXACT = 1,
        BEGINS = 0.8,
        SLIP = 0.5,
        TWO_SLIPS = 0.3;
    const WEIGHTS = { name: 4, product: 3, place: 2, owner: 2, address: 1 };
    const SLICE = 4000; // businesses, some ten milliseconds
    const work = { compared: 0, words: 0, index_ms: 0 };
    let index = null;
    let next = 0;
    let rest = null;
    let whole = false;

    // word -> {businesses, villages, products}: each {at: [place in its list], weight: [...]}
    function begin() {
        const { village, products } = Catalogue.columns;
        index = new Map();
        village.values.forEach((code, at) => {
            for (const { name } of Catalogue.around(code)) note("villages", split(name), at, WEIGHTS.place);
        });
        products.values.forEach((codes, at) => {
            const words = codes.flatMap(Catalogue.wordsOfProduct).flatMap(split);
            note("products", words, at, WEIGHTS.product);
        });
    }

    // The next so many businesses; true when all are in.
    function advance(many) {
        const end = Math.min(next + many, Catalogue.businesses.length);
        for (; next < end; next++) note("businesses", split(Catalogue.businesses[next].name), next, WEIGHTS.name);
        return next === Catalogue.businesses.length;
    }

    function addRest({ index: at, owner, address, brand }) {
        note("businesses", split(address), at, WEIGHTS.address);
        note("businesses", split(owner), at, WEIGHTS.owner);
        note("businesses", split(brand), at, WEIGHTS.name);
    }

    function note(kind, words, at, weight) {
        for (const word of words) {
            if (!word) continue;
            if (!index.has(word)) index.set(word, {});
            const entry = index.get(word);
            const posts = (entry[kind] = entry[kind] || { at: [], weight: [] });
            posts.at.push(at);
            posts.weight.push(weight);
        }
        work.words = index.size;
    }

    const split = (text) => (text ? Catalogue.plain(text).split(" ") : []);

    // All of it now, for a query that waits.
    function prepare() {
        const start = performance.now();
        if (!index) begin();
        advance(Infinity);
        work.index_ms = work.index_ms || performance.now() - start;
    }

    // A little whenever nothing else is to be done, so that the page never stands still.
    function prepareInTime() {
        const idle = window.requestIdleCallback || window.setTimeout;
        if (!index) begin();
        if (!advance(SLICE)) idle(prepareInTime);
    }

    // Owners and addresses too; the promise is kept when they are all there, or as many as can be had.
    function prepareRest() {
        prepare();
        rest =
            rest || Parts.all((businesses) => businesses.filter(Boolean).forEach(addRest)).then(() => (whole = true));
        return rest;
    }

    // Score by index of business, 0 where it does not match every word; null for an empty query.
    function scores(query) {
        const asked = split(query)
            .filter(Boolean)
            .slice(0, 8)
            .map((word) => word.slice(0, LONGEST));
        if (!asked.length) return null;
        prepare();
        work.compared = 0;
        const written = together(asked, false);
        return written.some((score) => score > 0) ? written : together(asked, true);
    }

    function together(asked, forgiving) {
        let all = null;
        for (const word of asked) {
            const own = scoresOfWord(word, forgiving);
            all = all ? all.map((score, at) => (score && own[at] ? score + own[at] : 0)) : own;
        }
        return all;
    }

    function scoresOfWord(asked, forgiving) {
        const { village, products } = Catalogue.columns;
        const found = {
            businesses: new Float32Array(Catalogue.businesses.length),
            villages: new Float32Array(village.values.length),
            products: new Float32Array(products.values.length),
        };
        for (const [word, entry] of index) {
            const like = likeness(asked, word, forgiving);
            if (!like) continue;
            for (const [kind, { at, weight }] of Object.entries(entry)) {
                const scored = found[kind];
                for (let each = 0; each < at.length; each++) {
                    scored[at[each]] = Math.max(scored[at[each]], like * weight[each]);
                }
            }
        }
        const [places, made] = [village.at, products.at];
        return found.businesses.map((own, at) => Math.max(own, found.villages[places[at]], found.products[made[at]]));
    }

    function likeness(asked, word, forgiving) {
        work.compared++;
        if (word === asked) return EXACT;
        if (word.startsWith(asked)) return BEGINS;
        const slips = asked.length < 4 ? 0 : asked.length < 8 ? 1 : 2;
        if (!forgiving || !slips || word.length < asked.length - slips) return 0;
        const distance = slipsToBeginning(asked, word, slips);
        return distance > slips ? 0 : distance === 1 ? SLIP : TWO_SLIPS;
    }

    // The least number of letters to change, add, drop or swap until the word begins with what was asked; Damerau and
    // Levenshtein row by row in rows that are used again, given up as soon as every way needs more than the limit.
    const LONGEST = 64;
    let [here, last, older] = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1));

    function slipsToBeginning(asked, word, limit) {
        const width = Math.min(word.length, asked.length + limit, LONGEST);
        for (let at = 0; at <= width; at++) last[at] = at;
        let least = 0;
        for (let row = 1; row <= asked.length && least <= limit; row++) {
            here[0] = least = row;
            for (let at = 1; at <= width; at++) {
                const same = asked[row - 1] === word[at - 1];
                let cost = Math.min(last[at] + 1, here[at - 1] + 1, last[at - 1] + (same ? 0 : 1));
                const swapped = row > 1 && at > 1 && asked[row - 1] === word[at - 2] && asked[row - 2] === word[at - 1];
                if (swapped) cost = Math.min(cost, older[at - 2] + 1);
                here[at] = cost;
                least = Math.min(least, cost);
            }
            [here, last, older] = [older, here, last];
        }
        return least;
    }

    return { prepare, prepareInTime, prepareRest, isWhole: () => whole, scores, work };
})();
