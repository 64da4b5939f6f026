// The data of the catalogue: a file to take away, licence, date, methods and what was left out.
"use strict";

const DataPage = (() => {
    const { make, icon } = Dom;

    function create(toList) {
        const { data } = Catalogue;
        return make(
            "article",
            { class: "view details" },
            Details.back(toList),
            make("h1", { tabindex: "-1" }, Words.word("data_page")),
            make("p", { class: "lead" }, Words.word("data_lead")),
            download(),
            make("p", { class: "note" }, Words.word("licence_scope")),
            Details.facts([
                ["publisher", Words.text(data.publisher)],
                ["date", Words.day(data.date)],
                ["period", data.period],
                ["licence_of_data", Words.text(data.licence)],
                ["businesses", Words.number(Catalogue.businesses.length)],
            ]),
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

    function download() {
        const { download: href } = Catalogue.data;
        return make(
            "a",
            { class: "file", href, download: href.split("/").pop() },
            icon("download"),
            make(
                "span",
                {},
                make("strong", {}, Words.word("download")),
                make("span", { class: "note" }, Words.word("download_about")),
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
