// What the pages of a business, of a village and of the data have in common.
"use strict";

const Details = (() => {
    const { make, icon } = Dom;

    function back(toList) {
        return make("p", { class: "back" }, make("a", { href: toList }, icon("back"), Words.word("back")));
    }

    function action(iconName, key, onClick) {
        return make(
            "button",
            { class: "button", type: "button", on: { click: onClick } },
            icon(iconName),
            Words.word(key),
        );
    }

    // By the device's own way of sharing, or the address into the clipboard.
    function share(title) {
        const label = make("span", {}, Words.word("share"));
        const onClick = async () => {
            const address = location.href;
            try {
                if (navigator.share) return await navigator.share({ title, url: address });
                await navigator.clipboard.writeText(address);
                label.textContent = Words.word("copied");
            } catch (problem) {
                if (problem.name === "AbortError") return undefined; // the reader thought better of it
                label.textContent = address;
            }
            return Dom.announce(label.textContent);
        };
        return make("button", { class: "button", type: "button", on: { click: onClick } }, icon("share"), label);
    }

    // rows: [key, text or elements]; what is not known has no row.
    function facts(rows) {
        const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
        return make(
            "dl",
            { class: "facts" },
            known.map(([key, value]) => make("div", {}, make("dt", {}, Words.word(key)), make("dd", {}, value))),
        );
    }

    // A village has a page; of a larger region there is the list.
    function regionAddress(code) {
        const region = Catalogue.regions.get(code);
        return region && region.level === 4
            ? Router.village(code)
            : Router.list({ ...Filters.NONE, wilayah: region ? code : "" });
    }

    // A photo that cannot be had, such as without a network, leaves no gap.
    const gone = { error: (event) => event.target.remove() };

    function missing(key, toList) {
        return make(
            "div",
            { class: "view details" },
            back(toList),
            make("h1", { tabindex: "-1" }, Words.word(key)),
            make("p", {}, Words.word(`why_${key}`)),
        );
    }

    return { back, action, share, facts, gone, regionAddress, missing };
})();
