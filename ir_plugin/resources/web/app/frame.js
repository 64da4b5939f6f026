// What is around every page: its language, the way past the header, the word that this is a draft, the address on paper,
// and the service worker that keeps the catalogue for later.
"use strict";

const Frame = (() => {
    const byId = (id) => document.getElementById(id);

    function create() {
        document.documentElement.lang = Words.language;
        byId("draft").hidden = !Catalogue.data.draft;
        byId("draft").textContent = Words.word("draft_notice");
        skipLink();
        const top = byId("top");
        const measure = () => document.documentElement.style.setProperty("--top-height", `${top.offsetHeight}px`);
        new ResizeObserver(measure).observe(top);
        window.addEventListener("beforeprint", () => (byId("print-address").textContent = source()));
    }

    // Where a sheet of paper comes from.
    function source() {
        const { title, publisher, date } = Catalogue.data;
        const parts = [Words.text(title), Words.text(publisher), Words.word("as_of", { date: Words.day(date) })];
        return `${parts.filter(Boolean).join(" · ")}\n${location.href}`;
    }

    function skipLink() {
        byId("skip").textContent = Words.word("skip");
        byId("skip").addEventListener("click", (event) => {
            event.preventDefault(); // what follows # in the address is ours
            byId("panel").focus();
        });
    }

    function whenLoaded(action) {
        if (document.readyState === "complete") action();
        else window.addEventListener("load", action);
    }

    // Not for a page opened as a file, where browsers allow none.
    function keepForLater() {
        if (!("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;
        navigator.serviceWorker.register("sw.js").catch((problem) => console.warn(problem.message));
    }

    return { create, keepForLater, whenLoaded };
})();
