// Elements are made here and nowhere else: data becomes text, never markup, and an address is looked at before it is one.
"use strict";

const Dom = (() => {
    const SVG = "http://www.w3.org/2000/svg";
    const ADDRESSES = /^(?:https?:\/\/|tel:\+?\d|#|\?|(?:unduhan|foto)\/[\w.-]+$)/;
    // Drawn on a grid of 24 with a line of 2.
    const ICONS = {
        search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20 20",
        map: "M9 4 3 6.5v13L9 17l6 3 6-2.5v-13L15 7zM9 4v13M15 7v13",
        list: "M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01",
        close: "M6 6l12 12M18 6 6 18",
        phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1z",
        chat: "M4 5h16v11H10l-5 4v-4H4z",
        share: "M12 15V4M8 7.5 12 3.5l4 4M5 12v8h14v-8",
        print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
        pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
        back: "M19 12H5M11 6l-6 6 6 6",
        moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
        sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
        download: "M12 4v11M7.5 10.5 12 15l4.5-4.5M5 20h14",
        filter: "M4 7h16M7 12h10M10 17h4",
        layers: "M12 4 3 9l9 5 9-5zM4.5 13.5 12 18l7.5-4.5",
        data: "M4 20V10M10 20V4M16 20v-7M21 20H3",
    };

    // make("a", {class: "x", href: "#/", on: {click: f}}, "text", element, null, [more])
    function make(tag, attributes = {}, ...children) {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
            if (value === null || value === undefined || value === false) continue;
            if (name === "on") {
                Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
            } else if (name === "href" || name === "src") {
                if (ADDRESSES.test(value)) element.setAttribute(name, value);
            } else {
                element.setAttribute(name, value === true ? "" : value);
            }
        }
        element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""));
        return element;
    }

    // A link out of the catalogue opens beside it and tells the other side nothing.
    function outside(href, attributes, ...children) {
        return make("a", { ...attributes, href, target: "_blank", rel: "noopener noreferrer" }, ...children);
    }

    function icon(name) {
        const svg = document.createElementNS(SVG, "svg");
        const path = document.createElementNS(SVG, "path");
        path.setAttribute("d", ICONS[name]);
        svg.append(path);
        for (const [key, value] of [
            ["viewBox", "0 0 24 24"],
            ["class", "icon"],
            ["aria-hidden", "true"],
        ]) {
            svg.setAttribute(key, value);
        }
        return svg;
    }

    function fill(element, ...children) {
        element.replaceChildren(
            ...children.flat(3).filter((child) => child !== null && child !== undefined && child !== ""),
        );
        return element;
    }

    // A promise whether a script of the catalogue's own has come.
    function script(src) {
        return new Promise((resolve) => {
            const element = make("script", { on: { load: () => resolve(true), error: () => resolve(false) } });
            if (!/^(?:data|lib)(?!.*\.\.)(?:\/[\w.-]+)+\.js$/.test(src)) return resolve(false);
            element.setAttribute("src", src);
            return document.head.append(element);
        });
    }

    // What a screen reader says when something on the page has changed. An equal sentence is said again.
    function announce(sentence) {
        const news = document.getElementById("news");
        news.textContent = "";
        window.setTimeout(() => (news.textContent = sentence), 60);
    }

    return { make, outside, icon, fill, script, announce };
})();
