// Search by name, product and place that forgives a slip of the finger. The index is made once, at the first need.
//
// A word of the query is compared with the different words of all businesses, not with the businesses: 20,000 of these
// have some 10,000 words. Only a query that finds nothing as it is written is read as one with slips.
"use strict";

const Search = (() => {
    const EXACT = 1,
        BEGINS = 0.8,
        SLIP = 0.5,
        TWO_SLIPS = 0.3;
    const WEIGHTS = { name: 4, product: 3, place: 2, owner: 2, address: 1 };
    const work = { compared: 0, words: 0, index_ms: 0 };
    let index = null;

    // word -> {at: [index of business], weight: [...]}
    function build() {
        const words = new Map();
        const placeWords = remember((code) => Catalogue.around(code).flatMap((region) => split(region.name)));
        const productWords = remember((code) => Catalogue.wordsOfProduct(code).flatMap(split));
        for (const each of Catalogue.businesses) {
            const add = (list, weight) => list.forEach((word) => note(words, word, each.index, weight));
            add(split(each.address), WEIGHTS.address);
            add(split(each.owner), WEIGHTS.owner);
            add(placeWords(each.village), WEIGHTS.place);
            each.products.forEach((code) => add(productWords(code), WEIGHTS.product));
            add(each.key.split(" "), WEIGHTS.name);
            add(split(each.brand), WEIGHTS.name);
        }
        words.delete("");
        work.words = words.size;
        return [...words];
    }

    // A business that has a word twice has it once, with the greater weight.
    function note(words, word, index, weight) {
        let entry = words.get(word);
        if (!entry) words.set(word, (entry = { at: [], weight: [] }));
        const last = entry.at.length - 1;
        if (entry.at[last] === index) {
            entry.weight[last] = Math.max(weight, entry.weight[last]);
        } else {
            entry.at.push(index);
            entry.weight.push(weight);
        }
    }

    const split = (text) => (text ? Catalogue.plain(text).split(" ") : []);

    function remember(compute) {
        const known = new Map();
        return (key) => {
            if (!known.has(key)) known.set(key, compute(key));
            return known.get(key);
        };
    }

    function prepare() {
        if (index) return;
        const start = performance.now();
        index = build();
        work.index_ms = performance.now() - start;
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
        const found = new Float32Array(Catalogue.businesses.length);
        for (const [word, { at, weight }] of index) {
            const like = likeness(asked, word, forgiving);
            if (!like) continue;
            for (let each = 0; each < at.length; each++) {
                found[at[each]] = Math.max(found[at[each]], like * weight[each]);
            }
        }
        return found;
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

    return { prepare, scores, work };
})();
