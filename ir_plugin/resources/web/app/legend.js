// The choice of a layer and its legend: colour and hatch, how many villages, and which ones the findings are.
"use strict";

const Legend = (() => {
    const { make, icon, fill } = Dom;
    let body = null;
    let select = null;
    let box = null;
    let shown = null;

    // onPick is given the id of a layer, or ""; onPoints whether the businesses are to be seen.
    function create(onPick, onPoints) {
        const { layers } = Catalogue.data;
        body = make("div", { class: "legend-body" });
        select = make(
            "select",
            { id: "layer", on: { change: (event) => onPick(event.target.value) } },
            make("option", { value: "" }, Words.word("no_layer")),
            layers.map((layer) => make("option", { value: layer.id }, Words.text(layer.title))),
        );
        const field = make("p", { class: "field" }, make("label", { for: "layer" }, Words.word("layer")), select);
        box = make(
            "details",
            { class: "legend" },
            make("summary", {}, icon("layers"), Words.word("legend")),
            make(
                "div",
                { class: "legend-inside" },
                layers.length ? field : null,
                body,
                layers.length ? points(onPoints) : null,
            ),
        );
        return box;
    }

    function points(onPoints) {
        const tick = make("input", { type: "checkbox", on: { change: (event) => onPoints(event.target.checked) } });
        tick.checked = true;
        return make("label", { class: "check" }, tick, Words.word("show_points"));
    }

    function update(layer) {
        select.value = layer ? layer.id : "";
        fill(body, layer ? classes(layer) : null, marks());
        if (layer && layer !== shown) box.open = window.matchMedia("(min-width: 60rem)").matches;
        shown = layer;
    }

    function classes(layer) {
        const codes = new Map(layer.classes.map((each) => [each.value, []]));
        for (const [code, value] of Object.entries(layer.values)) if (codes.has(value)) codes.get(value).push(code);
        const rows = layer.classes
            .filter((each) => codes.get(each.value).length)
            .map((each) => row(each, codes.get(each.value)));
        return [
            make("p", { class: "note" }, Words.text(layer.about)),
            make("ul", { class: "classes", role: "list" }, rows),
            layer.draft ? make("p", { class: "note" }, Words.word("layer_draft")) : null,
        ];
    }

    // A finding opens into its villages: what the map shows by colour, as links.
    function row(each, codes) {
        const label = [Hatch.swatch(each), make("span", { class: "class-label" }, Words.text(each.label))];
        const count = make("span", { class: "class-count" }, Words.number(codes.length));
        if (each.quiet) return make("li", { class: "class" }, label, count);
        const named = codes
            .map((code) => Catalogue.regions.get(code))
            .filter(Boolean)
            .sort((a, b) => a.name.localeCompare(b.name));
        const links = named.map((region) =>
            make("li", {}, make("a", { href: Router.village(region.code) }, region.name)),
        );
        return make(
            "li",
            {},
            make(
                "details",
                { class: "class-places" },
                make("summary", { class: "class" }, label, count),
                make("ul", { role: "list" }, links),
            ),
        );
    }

    function marks() {
        const mark = (kind, key) =>
            make(
                "li",
                { class: "class" },
                make("span", { class: `mark mark-${kind}` }),
                make("span", { class: "class-label" }, Words.word(key)),
            );
        return make(
            "ul",
            { class: "classes", role: "list" },
            mark("exact", "exact_point"),
            mark("village", "village_point"),
            mark("cluster", "cluster_mark"),
        );
    }

    return { create, update };
})();
