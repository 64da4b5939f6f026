// One village: its leading product, its counts (a hidden one is said to be hidden), what the layers say, its businesses.
"use strict";

const VillagePage = (() => {
    const { make } = Dom;

    function create(region, toList) {
        const own = Catalogue.inVillage(region.code);
        const told = Catalogue.data.villages[region.code];
        return make(
            "article",
            { class: "view details" },
            Details.back(toList),
            path(region),
            make("h1", { tabindex: "-1" }, region.name),
            make(
                "div",
                { class: "actions" },
                Details.share(region.name),
                Details.action("print", "print", () => window.print()),
            ),
            told ? counts(told, own) : null,
            layers(region.code),
            make("h2", {}, Words.counted("listed_here", own.length)),
            own.length
                ? BusinessList.create(own, { withPlace: false })
                : make("p", { class: "note" }, Words.word("none_listed")),
            make("p", { class: "note" }, Words.word("listed_note")),
        );
    }

    function path(region) {
        const above = Catalogue.around(region.parent)
            .reverse()
            .filter((each) => each.level > 1);
        const links = above.map((each) =>
            make("li", {}, make("a", { href: Details.regionAddress(each.code) }, each.name)),
        );
        return make("nav", { class: "path", "aria-label": Words.word("place") }, make("ol", {}, links));
    }

    function counts(told, own) {
        const product = told.leading_product && Catalogue.label("product", told.leading_product);
        const link =
            product && make("a", { href: Router.list({ ...Filters.NONE, produk: told.leading_product }) }, product);
        return make(
            "dl",
            { class: "tiles" },
            tile("village_businesses", amount(told.businesses, own.length)),
            tile("village_women", amount(told.women, own.filter(Catalogue.isWomens).length)),
            tile("leading_product", link || make("span", { class: "hidden-count" }, Words.word("no_leading_product"))),
        );
    }

    function tile(key, value) {
        return make("div", {}, make("dt", {}, Words.word(key)), make("dd", {}, value));
    }

    // A number that is kept back is no less than what the list shows anyway.
    function amount(count, listed) {
        if (typeof count === "number") return Words.number(count);
        if (listed) return Words.word("at_least", { count: listed });
        return make("span", { class: "hidden-count" }, Words.word("suppressed"));
    }

    function layers(code) {
        const rows = Catalogue.data.layers.map((layer) => {
            const each = layer.classes.find(({ value }) => value === layer.values[code]);
            return (
                each &&
                make(
                    "li",
                    {},
                    Hatch.swatch(each),
                    make("span", {}, `${Words.text(layer.title)}: ${Words.text(each.label)}`),
                )
            );
        });
        const known = rows.filter(Boolean);
        return known.length
            ? make("ul", { class: "findings", role: "list", "aria-label": Words.word("layers") }, known)
            : null;
    }

    return { create };
})();
