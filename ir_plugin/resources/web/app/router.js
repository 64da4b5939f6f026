// The address of what is shown: #/ with its filters, #/usaha/<id>, #/desa/<code>, #/data. Back and forward come with it.
"use strict";

const Router = (() => {
    const VIEWS = ["usaha", "desa", "data"];
    let listener = () => {};
    let shown = null;

    function read() {
        const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
        const [name, key = ""] = path.split("/").map(decoded);
        return {
            view: VIEWS.includes(name) ? name : "list",
            key,
            filters: Filters.fromQuery(new URLSearchParams(query)),
        };
    }

    function decoded(part) {
        try {
            return decodeURIComponent(part);
        } catch (problem) {
            return ""; // a broken address leads to the list
        }
    }

    function list(filters) {
        const query = Filters.toQuery(filters);
        return query ? `#/?${query}` : "#/";
    }

    const business = (id) => `#/usaha/${encodeURIComponent(id)}`;
    const village = (code) => `#/desa/${encodeURIComponent(code)}`;
    const data = () => "#/data";

    // The same page in another language.
    function inLanguage(language) {
        const query = new URLSearchParams(location.search);
        query.set("lang", language);
        return `?${query}${location.hash}`;
    }

    // Goes to an address as one step of the history.
    function go(hash) {
        if (location.hash === hash) notify(true);
        else location.hash = hash;
    }

    // The same step under another address: while the reader types, or moves a switch.
    function replace(hash) {
        history.replaceState(null, "", hash);
        notify(false);
    }

    function notify(moved) {
        shown = location.hash;
        listener(read(), moved);
    }

    function start(onChange) {
        listener = onChange;
        window.addEventListener("hashchange", () => {
            if (location.hash !== shown) notify(true);
        });
        notify(false);
    }

    return { read, list, business, village, data, inLanguage, go, replace, start };
})();
