// The words of the page in the reader's language; they come with the data, as pairs {id, en}.
"use strict";

const Words = (() => {
    const KEY = "katalog-bahasa";
    const LANGUAGES = ["id", "en"];
    const data = window.KLASTER_IR || { words: {}, default_language: "id" };
    const language = choose();
    const locale = language === "id" ? "id-ID" : "en-GB";
    const numbers = new Intl.NumberFormat(locale);
    const distances = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

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
        return typeof pair === "string" ? pair : pair[language] || pair.id || pair.en || "";
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
        return parsed.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
    }

    const number = (count) => numbers.format(count);
    const kilometres = (km) =>
        km < 0.95 ? `${Math.max(10, Math.round(km * 100) * 10)} m` : `${distances.format(km)} km`;

    return { language, locale, text, word, counted, day, number, kilometres };
})();
