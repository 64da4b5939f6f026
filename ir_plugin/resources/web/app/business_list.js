// A list of businesses, thirty at a time: what the map shows, for reading, for the keyboard and for screen readers.
"use strict";

const BusinessList = (() => {
    const PAGE = 30;
    const { make, icon } = Dom;
    const ON_PAPER = 500;
    let onPoint = () => {};
    const showForPrint = new WeakMap(); // by list, for the page keeps several
    window.addEventListener("beforeprint", () => {
        document.querySelectorAll(".cards").forEach((list) => showForPrint.get(list)?.());
    });

    // distances: kilometres by index of business, or null. withPlace: also says where.
    function create(businesses, { distances = null, withPlace = true } = {}) {
        const list = make("ul", { class: "cards", role: "list" });
        const more = make("button", { class: "button more", type: "button", on: { click: () => show(true) } });
        let shown = 0;

        function show(asked, many = PAGE) {
            const next = businesses.slice(shown, shown + many).map((each) => item(each, distances, withPlace));
            list.append(...next);
            shown += next.length;
            more.hidden = shown >= businesses.length;
            more.textContent = Words.word("show_more", { count: Math.min(PAGE, businesses.length - shown) });
            if (asked && next.length) next[0].querySelector("a").focus();
        }

        show(false);
        showForPrint.set(list, () => show(false, Math.max(0, ON_PAPER - shown)));
        return make("div", {}, list, more);
    }

    function item(each, distances, withPlace) {
        const away = distances ? distances[each.index] : Infinity;
        const photo = Links.photo(each);
        const products = Catalogue.otherProducts(each).map((code) => Catalogue.label("product", code));
        const point = () => onPoint(each);
        const card = make(
            "a",
            { class: "card", href: Router.business(each.id), on: { mouseenter: point, focus: point } },
            make(
                "span",
                { class: "card-words" },
                make("span", { class: "card-name" }, Catalogue.title(each)),
                products.length ? make("span", { class: "card-products" }, products.join(" · ")) : null,
                withPlace && each.village
                    ? make("span", { class: "card-place" }, icon("pin"), Catalogue.placeOf(each.village))
                    : null,
                tags(each),
            ),
            photo
                ? make("img", {
                      class: "card-photo",
                      src: photo,
                      alt: "",
                      loading: "lazy",
                      width: 72,
                      height: 72,
                      on: Details.gone,
                  })
                : null,
            Number.isFinite(away) ? make("span", { class: "card-away" }, awayText(each, away)) : null,
        );
        return make("li", {}, card);
    }

    function awayText(each, away) {
        return Words.word(each.point_is_exact ? "away" : "away_about", { distance: Words.kilometres(away) });
    }

    // The marks that buyers look for.
    function tags(each) {
        const marks = [];
        if (each.licences.includes("PIRT")) marks.push("pirt");
        if (each.licences.includes("HALAL")) marks.push("halal");
        if (Catalogue.isWomens(each)) marks.push("women_owned");
        if (!marks.length) return null;
        return make(
            "span",
            { class: "tags" },
            marks.map((key) => make("span", { class: `tag tag-${key}` }, Words.word(key))),
        );
    }

    return { create, tags, onPoint: (listener) => (onPoint = listener) };
})();
