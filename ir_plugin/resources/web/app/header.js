// The top of every page: the way home, search, language, light and dark.
"use strict";

const Header = (() => {
    const { make, icon, fill } = Dom;
    const WAIT_MS = 120;
    let field = null;
    let languageLink = null;
    let timer = 0;

    // onSearch is given the query while the reader types, and at once with Enter; onFocus comes before the first key.
    function create(top, onSearch, onFocus) {
        field = make("input", {
            type: "search",
            id: "search",
            autocomplete: "off",
            spellcheck: "false",
            enterkeyhint: "search",
            maxlength: 100,
            placeholder: Words.word("search_hint"),
            on: { input: () => later(() => onSearch(field.value)), focus: () => window.setTimeout(onFocus, 0) },
        });
        const search = make(
            "form",
            { class: "search", role: "search", on: { submit: (event) => submit(event, onSearch) } },
            make("label", { for: "search", class: "unseen" }, Words.word("search")),
            icon("search"),
            field,
        );
        fill(
            top,
            home(),
            search,
            make("nav", { class: "top-links", "aria-label": Words.word("menu") }, dataLink(), language(), theme()),
        );
    }

    function submit(event, onSearch) {
        event.preventDefault();
        later(() => {}, 0);
        onSearch(field.value);
        if (window.matchMedia("(max-width: 59.99rem)").matches) field.blur(); // the keyboard of a phone hides the list
    }

    function later(action, wait = WAIT_MS) {
        window.clearTimeout(timer);
        timer = window.setTimeout(action, wait);
    }

    function home() {
        const mark = make("img", { class: "brand-mark", alt: "", width: 32, height: 32 });
        mark.setAttribute("src", "icon.svg");
        const { title, publisher } = Catalogue.data;
        const names = make(
            "span",
            { class: "brand-names" },
            make("strong", {}, Words.text(title)),
            make("span", {}, Words.text(publisher)),
        );
        return make("a", { class: "brand", href: "#/" }, mark, names);
    }

    function dataLink() {
        return make(
            "a",
            { class: "top-link", href: Router.data(), "aria-label": Words.word("data_page") },
            icon("data"),
            make("span", { class: "long" }, Words.word("data")),
        );
    }

    function language() {
        const names = { id: "Indonesia", en: "English" };
        const other = Words.language === "id" ? "en" : "id";
        languageLink = make(
            "a",
            { class: "top-link", lang: other, hreflang: other, title: names[other] },
            make("span", { class: "long" }, names[other]),
            make("span", { class: "short" }, other.toUpperCase()),
        );
        return languageLink;
    }

    function theme() {
        const button = make("button", { class: "top-link", type: "button" });
        const update = () => {
            button.replaceChildren(icon(Theme.isDark() ? "sun" : "moon"));
            button.setAttribute("aria-label", Words.word(Theme.isDark() ? "light_mode" : "dark_mode"));
            button.title = button.getAttribute("aria-label");
        };
        button.addEventListener("click", () => Theme.choose(!Theme.isDark()));
        Theme.onChange(update);
        update();
        return button;
    }

    // query: what the address says; left alone while the reader is typing.
    function update(query) {
        if (document.activeElement !== field) field.value = query;
        languageLink.setAttribute("href", Router.inLanguage(languageLink.lang));
    }

    return { create, update, hasFocus: () => document.activeElement === field };
})();
