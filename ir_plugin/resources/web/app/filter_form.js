// The choices of place, product and kind as a form. It is made once and follows the address.
"use strict";

const FilterForm = (() => {
    const { make, icon, fill } = Dom;
    const LEVELS = [
        ["regency", 2],
        ["district", 3],
        ["village", 4],
    ];
    const SWITCHES = [
        ["perempuan", "women_owned"],
        ["halal", "halal"],
        ["pirt", "pirt"],
    ];
    const selects = {};
    const boxes = {};
    let number = null;
    let current = Filters.NONE;

    // onChange is given the filters as the reader wants them.
    function create(onChange) {
        number = make("span", { class: "filter-count" });
        const places = LEVELS.map(([key, level]) =>
            select(key, (value) => onChange({ ...current, wilayah: value || above(level) })),
        );
        const product = select("product", (value) => onChange({ ...current, produk: value }));
        fillProducts();
        const switches = SWITCHES.map(([name, key]) =>
            checkbox(name, key, (on) => onChange({ ...current, [name]: on })),
        );
        return make(
            "details",
            { class: "filters" },
            make("summary", { class: "button" }, icon("filter"), Words.word("filter"), number),
            make("div", { class: "filter-fields" }, places, product, make("div", { class: "checks" }, switches)),
        );
    }

    function select(key, onPick) {
        const id = `filter-${key}`;
        selects[key] = make("select", { id, on: { change: (event) => onPick(event.target.value) } });
        return make("p", { class: "field" }, make("label", { for: id }, Words.word(key)), selects[key]);
    }

    function checkbox(name, key, onPick) {
        boxes[name] = make("input", { type: "checkbox", on: { change: (event) => onPick(event.target.checked) } });
        return make("label", { class: "check" }, boxes[name], Words.word(key));
    }

    function option(value, text) {
        return make("option", { value }, text);
    }

    function fillProducts() {
        const counts = Filters.tally(Catalogue.businesses, "products", (codes) => codes);
        const codes = [...counts.keys()].sort((a, b) => label(a).localeCompare(label(b), Words.locale));
        fill(
            selects.product,
            option("", Words.word("all_products")),
            codes.map((code) => option(code, label(code))),
        );
    }

    const label = (code) => Catalogue.label("product", code);

    // The region that stays chosen when the choice of a level is taken back.
    function above(level) {
        const parent = Catalogue.around(current.wilayah).find((region) => region.level < level && region.level > 1);
        return parent ? parent.code : "";
    }

    function update(filters) {
        current = filters;
        let parent = "";
        for (const [key, level] of LEVELS) {
            const chosen = Catalogue.around(filters.wilayah).find((region) => region.level === level);
            const choices = level === 2 || parent ? Catalogue.children(parent, level) : [];
            const all = option("", Words.word(`all_${key}`));
            fill(
                selects[key],
                all,
                choices.map((region) => option(region.code, region.name)),
            );
            selects[key].value = chosen ? chosen.code : "";
            selects[key].disabled = choices.length === 0;
            parent = chosen ? chosen.code : "";
        }
        selects.product.value = filters.produk;
        SWITCHES.forEach(([name]) => (boxes[name].checked = filters[name]));
        const count = Filters.active(filters).length;
        number.textContent = count ? Words.number(count) : "";
        number.hidden = !count;
    }

    return { create, update };
})();
