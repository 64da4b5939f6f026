// The data of the catalogue: files to take away, licence, date, methods and what was left out.
"use strict";

const DataPage = (() => {
    const { make, icon } = Dom;
    const FILES = ["usaha.geojson", "usaha.csv", "desa.geojson", "metadata.json"];

    function create(toList) {
        const { data } = Catalogue;
        return make(
            "article",
            { class: "view details" },
            Details.back(toList),
            make("h1", { tabindex: "-1" }, Words.word("data_page")),
            make("p", { class: "lead" }, Words.word("data_lead")),
            Details.facts([
                ["publisher", Words.text(data.publisher)],
                ["date", Words.day(data.date)],
                ["period", data.period],
                ["licence_of_data", Words.text(data.licence)],
                ["businesses", Words.number(Catalogue.businesses.length)],
            ]),
            section("downloads", make("ul", { class: "files", role: "list" }, FILES.map(file))),
            methods(data.layers),
            section(
                "notes",
                make(
                    "ul",
                    { class: "notes" },
                    data.notes.map((note) => make("li", {}, Words.text(note))),
                ),
                data.notes.length,
            ),
            section("privacy", make("p", {}, Words.word("privacy_note"))),
        );
    }

    function section(key, content, wanted = true) {
        return wanted ? make("section", {}, make("h2", {}, Words.word(key)), content) : null;
    }

    function file(name) {
        const key = `file_${name.replace(".", "_")}`;
        return make(
            "li",
            {},
            make(
                "a",
                { class: "file", href: `unduhan/${name}`, download: name },
                icon("download"),
                make("span", {}, make("strong", {}, name), make("span", { class: "note" }, Words.word(key))),
            ),
        );
    }

    function methods(layers) {
        const each = (layer) =>
            make(
                "div",
                {},
                make(
                    "h3",
                    {},
                    Words.text(layer.title),
                    layer.draft ? make("span", { class: "tag" }, Words.word("draft")) : null,
                ),
                make("p", {}, Words.word("method_name", { name: Words.text(layer.method_name) })),
                make("p", {}, Words.text(layer.method)),
            );
        return section("methods", layers.map(each), layers.length);
    }

    return { create };
})();
