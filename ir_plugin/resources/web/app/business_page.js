// One business on a page of its own: what it makes, where it is, how to reach it.
"use strict";

const BusinessPage = (() => {
    const { make, outside, icon } = Dom;
    const NEIGHBOURS = 5;

    function create(each, toList) {
        const photo = Links.photo(each);
        return make(
            "article",
            { class: "view details" },
            Details.back(toList),
            photo
                ? make("img", {
                      class: "photo",
                      src: photo,
                      alt: Words.word("photo_of", { name: Catalogue.title(each) }),
                      on: Details.gone,
                  })
                : null,
            make("h1", { tabindex: "-1" }, Catalogue.title(each)),
            products(each),
            BusinessList.tags(each),
            told(each),
            neighbours(each),
        );
    }

    // What is known at once, and all of it when the rest has come.
    function told(each) {
        const box = make("div", { class: "told" });
        const show = () => Dom.fill(box, actions(each), description(each), facts(each));
        show();
        if (!each.later) Parts.of(each).then(() => (each.later ? show() : box.append(notAll())));
        return box;
    }

    const notAll = () => make("p", { class: "note" }, Words.word("details_missing"));

    function products(each) {
        const chips = Catalogue.otherProducts(each).map((code) =>
            make(
                "li",
                {},
                make(
                    "a",
                    { class: "chip", href: Router.list({ ...Filters.NONE, produk: code }) },
                    Catalogue.label("product", code),
                ),
            ),
        );
        const attributes = { class: "chips", role: "list", "aria-label": Words.word("products") };
        return chips.length ? make("ul", attributes, chips) : null;
    }

    function actions(each) {
        const name = Catalogue.title(each);
        const message = Words.word("whatsapp_message", { name });
        const [chat, call, route] = [Links.whatsapp(each.phone, message), Links.telephone(each.phone), Links.map(each)];
        return make(
            "div",
            { class: "actions" },
            chat ? outside(chat, { class: "button primary" }, icon("chat"), Words.word("whatsapp")) : null,
            call ? make("a", { class: "button", href: call }, icon("phone"), Words.word("call")) : null,
            route ? outside(route, { class: "button" }, icon("pin"), Words.word("route")) : null,
            Details.share(name),
            Details.action("print", "print", () => window.print()),
        );
    }

    // What only repeats the product in other words of the register says nothing.
    function description(each) {
        const known = [each.key, ...each.products.flatMap(Catalogue.wordsOfProduct).map(Catalogue.plain)];
        const says = each.description && !known.includes(Catalogue.plain(each.description));
        return says ? make("p", { class: "description" }, each.description) : null;
    }

    function facts(each) {
        const rows = [
            ["address", each.address],
            ["place", place(each)],
            ["phone", Links.readable(each.phone)],
            ["owner", each.owner],
            ["brand", each.brand],
            ["sector", each.sector && Catalogue.label("sector", each.sector)],
            ["licences", each.licences.map((code) => Catalogue.label("licence", code)).join(", ")],
        ];
        return Details.facts(rows);
    }

    function place(each) {
        if (!each.village) return null;
        const link = make("a", { href: Details.regionAddress(each.village) }, Catalogue.placeOf(each.village));
        if (each.point_is_exact || each.lon === null) return link;
        return [link, make("span", { class: "note" }, Words.word("point_of_village"))];
    }

    function neighbours(each) {
        const others = each.village ? Catalogue.inVillage(each.village).filter((other) => other !== each) : [];
        if (!others.length) return null;
        const alike = (other) => (other.products.some((code) => each.products.includes(code)) ? 0 : 1);
        const first = [...others].sort((a, b) => alike(a) - alike(b)).slice(0, NEIGHBOURS);
        const rest = make(
            "a",
            { class: "button", href: Details.regionAddress(each.village) },
            Words.word("all_in_village", { count: others.length + 1 }),
        );
        return make(
            "section",
            { class: "neighbours" },
            make("h2", {}, Words.word("others_in_village")),
            BusinessList.create(first, { withPlace: false }),
            others.length > NEIGHBOURS ? make("p", {}, rest) : null,
        );
    }

    return { create };
})();
