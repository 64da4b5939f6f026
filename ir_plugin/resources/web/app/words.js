// The words of the page in the reader's language; they come with the data, as pairs {id, en}.
"use strict";

const Words = (() => {
    const KEY = "katalog-bahasa";
    const LANGUAGES = ["id", "en"];
    const LOCALES = { id: "id-ID", en: "en-GB" };
    const own = { begin, text, word, counted, day, number, kilometres };
    let data = { words: {}, default_language: "id" };
    let numbers = null;
    let distances = null;

    function begin(catalogue) {
        data = catalogue;
        own.language = choose();
        own.locale = LOCALES[own.language];
        numbers = new Intl.NumberFormat(own.locale);
        distances = new Intl.NumberFormat(own.locale, { maximumFractionDigits: 1 });
    }

    function choose() {
        const asked = new URLSearchParams(location.search).get("lang");
        try {
            if (LANGUAGES.includes(asked)) localStorage.setItem(KEY, asked);
            const known = [asked, localStorage.getItem(KEY), data.default_language];
            return known.find((each) => LANGUAGES.includes(each)) || "id";
        } catch (problem) {
            return LANGUAGES.includes(asked) ? asked : data.default_language || "id";
        }
    }

    // The text of a pair; a pair without this language gives the other one.
    function text(pair) {
        if (pair === null || pair === undefined) return "";
        return typeof pair === "string" ? pair : pair[own.language] || pair.id || pair.en || "";
    }

    // The words under a key, with {placeholders} filled; whole numbers get their thousands apart.
    function word(key, details = {}) {
        return text(data.words[key] || key).replace(/\{(\w+)\}/g, (whole, name) =>
            name in details
                ? typeof details[name] === "number"
                    ? numbers.format(details[name])
                    : details[name]
                : whole,
        );
    }

    // "1 business" but "2 businesses": the key, or the key with _one where there is one.
    function counted(key, count, details = {}) {
        return word(count === 1 && data.words[`${key}_one`] ? `${key}_one` : key, { count, ...details });
    }

    function day(isoDate) {
        const parsed = new Date(`${isoDate}T12:00:00`);
        if (Number.isNaN(parsed.getTime())) return String(isoDate || "");
        return parsed.toLocaleDateString(own.locale, { day: "numeric", month: "long", year: "numeric" });
    }

    function number(count) {
        return numbers.format(count);
    }

    function kilometres(km) {
        return km < 0.95 ? `${Math.max(10, Math.round(km * 100) * 10)} m` : `${distances.format(km)} km`;
    }

    return own;
})();
