// The first page: what to choose from, what was chosen, and the businesses that remain.
"use strict";

const ListPage = (() => {
    const { make, icon, fill } = Dom;
    const CHIPS = 7;
    const parts = {};
    let state = { filters: Filters.NONE, found: [], area: null, order: "", origin: null };
    let handlers = {};

    // handlers: filter(filters), showAll(), origin(kind) -> promise of {lon, lat}
    function create(given) {
        handlers = given;
        parts.heading = make("h1", { tabindex: "-1" });
        parts.lead = make("p", { class: "lead" });
        parts.chips = make("div", { class: "facets" });
        parts.active = make("ul", { class: "chips active", role: "list", "aria-label": Words.word("chosen") });
        parts.form = FilterForm.create((filters) => handlers.filter(filters));
        parts.order = orderField();
        parts.count = make("p", { class: "count" });
        parts.list = make("div", { class: "results" });
        parts.foot = foot();
        const tools = make("div", { class: "tools" }, parts.form, parts.order);
        const { heading, lead, chips, active, count, list, foot: end } = parts;
        parts.view = make("div", { class: "view list-page" }, heading, lead, chips, active, tools, count, list, end);
        return parts.view;
    }

    function orderField() {
        const orders = ["", "me", "map"];
        const select = make(
            "select",
            { id: "order", on: { change: (event) => reorder(event.target.value, event.target) } },
            orders.map((value) => make("option", { value }, Words.word(`order_${value || "name"}`))),
        );
        return make("p", { class: "field order" }, make("label", { for: "order" }, Words.word("order")), select);
    }

    async function reorder(order, select) {
        try {
            state = { ...state, order, origin: order ? await handlers.origin(order) : null };
        } catch (problem) {
            select.value = state.order;
            Dom.announce(Words.word("no_position"));
            fill(parts.count, Words.word("no_position"));
            return;
        }
        renderList();
    }

    // found: the businesses that pass. area: a function that tells whether the map shows one, or null for all.
    function update(filters, found, area) {
        state = { ...state, filters, found, area };
        const chosen = Filters.active(filters).length || filters.q;
        parts.heading.textContent = chosen ? headingOf(filters) : Words.word("start_heading");
        parts.lead.textContent = chosen ? "" : Words.word("lead", { count: Catalogue.businesses.length });
        parts.lead.hidden = Boolean(chosen);
        FilterForm.update(filters);
        renderChips();
        renderActive();
        parts.order.querySelector("option").textContent = Words.word(filters.q ? "order_match" : "order_name");
        renderList();
    }

    function headingOf({ produk, wilayah, q }) {
        const place = wilayah && Catalogue.regions.get(wilayah).name;
        const product = produk && Catalogue.label("product", produk);
        if (product && place) return Words.word("product_in_place", { product, place });
        if (place) return Words.word("businesses_in_place", { place });
        return product || (q ? Words.word("results_for", { query: q }) : Words.word("businesses"));
    }

    function renderChips() {
        const { filters, found } = state;
        const groups = [];
        if (!filters.produk)
            groups.push(
                facet(
                    "choose_product",
                    "produk",
                    Filters.tally(found, "products", (codes) => codes),
                ),
            );
        const level = nextLevel(filters);
        if (level)
            groups.push(
                facet(
                    "choose_place",
                    "wilayah",
                    Filters.tally(found, "village", (code) => regionOf(code, level)),
                ),
            );
        fill(parts.chips, groups);
    }

    // Without a product the kabupaten come first; with one the kecamatan, which is where people look for it.
    function nextLevel({ produk, wilayah }) {
        if (!wilayah) return produk ? 3 : 2;
        const { level } = Catalogue.regions.get(wilayah);
        return level < 4 ? level + 1 : null;
    }

    function regionOf(village, level) {
        const region = Catalogue.around(village).find((each) => each.level === level);
        return region ? [region.code] : [];
    }

    function facet(key, name, counts) {
        if (counts.size < 2) return null;
        const id = `facet-${name}`;
        const chips = [...counts].map(([value, count]) => chip(name, value, count));
        const more = make(
            "button",
            { class: "chip chip-more", type: "button", "aria-expanded": "false" },
            Words.word("all_of_them", { count: counts.size }),
        );
        const hidden = chips.slice(CHIPS);
        hidden.forEach((each) => (each.hidden = true));
        more.addEventListener("click", () => {
            hidden.forEach((each) => (each.hidden = false));
            hidden[0].querySelector("a").focus();
            more.parentElement.remove();
        });
        return make(
            "section",
            { class: "facet", "aria-labelledby": id },
            make("h2", { id }, Words.word(key)),
            make("ul", { class: "chips", role: "list" }, chips, hidden.length ? make("li", {}, more) : null),
        );
    }

    function chip(name, value, count) {
        const filters = { ...state.filters, [name]: value };
        const amount = make("span", { class: "chip-count" }, Words.number(count));
        return make(
            "li",
            {},
            make("a", { class: "chip", href: Router.list(filters) }, Filters.label(name, filters), " ", amount),
        );
    }

    function renderActive() {
        const { filters } = state;
        const names = [...(filters.q ? ["q"] : []), ...Filters.active(filters)];
        const remove = (name) => {
            const label = name === "q" ? `“${filters.q}”` : Filters.label(name, filters);
            const without = Router.list({ ...filters, [name]: Filters.NONE[name] });
            return make(
                "li",
                {},
                make(
                    "a",
                    { class: "chip chip-on", href: without, "aria-label": Words.word("remove", { label }) },
                    label,
                    icon("close"),
                ),
            );
        };
        fill(parts.active, names.map(remove));
        parts.active.hidden = !names.length;
    }

    function renderList() {
        const { found, area, origin, filters } = state;
        const seen = area ? found.filter(area) : found;
        const distances = origin
            ? Object.fromEntries(seen.map((each) => [each.index, Distance.between(origin, each)]))
            : null;
        const ordered = distances ? [...seen].sort((a, b) => distances[a.index] - distances[b.index]) : seen;
        const all = make(
            "button",
            { class: "button small", type: "button", on: { click: () => handlers.showAll() } },
            Words.word("show_all"),
        );
        const narrowed = seen.length < found.length;
        const sentence = narrowed
            ? Words.word("count_on_map", { shown: seen.length, count: found.length })
            : Words.counted("count", found.length);
        fill(parts.count, make("span", {}, sentence), narrowed ? all : null);
        fill(parts.list, ordered.length ? BusinessList.create(ordered, { distances }) : nothing(narrowed, filters));
        return sentence;
    }

    function nothing(narrowed, filters) {
        if (!Catalogue.businesses.length) return make("div", { class: "nothing" }, Words.word("nobody_yet"));
        const key = narrowed ? "nothing_on_map" : "nothing_found";
        const clear = make(
            "a",
            { class: "button", href: Router.list({ ...Filters.NONE, lapisan: filters.lapisan }) },
            Words.word("clear"),
        );
        return make("div", { class: "nothing" }, make("p", {}, Words.word(key)), narrowed ? null : clear);
    }

    function foot() {
        const { date, licence } = Catalogue.data;
        return make(
            "footer",
            { class: "foot" },
            make("p", {}, Words.word("as_of", { date: Words.day(date) }), " · ", Words.text(licence)),
            make("p", {}, make("a", { href: Router.data() }, Words.word("data_page"))),
        );
    }

    return {
        create,
        update,
        sentence: () => parts.count.firstChild.textContent,
        heading: () => parts.heading.textContent,
    };
})();
