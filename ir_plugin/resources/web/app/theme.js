// Light or dark: as the device has it until the reader chooses. In the head, so that no page flashes in the other one.
"use strict";

const Theme = (() => {
    const KEY = "katalog-tema";
    const device = window.matchMedia("(prefers-color-scheme: dark)");
    const listeners = [];

    function remembered() {
        try {
            return localStorage.getItem(KEY);
        } catch (problem) {
            return null; // storage is switched off: the device decides
        }
    }

    const isDark = () => document.documentElement.dataset.theme === "dark";

    function show(theme) {
        document.documentElement.dataset.theme = theme;
        listeners.forEach((listener) => listener());
    }

    function choose(dark) {
        show(dark ? "dark" : "light");
        try {
            localStorage.setItem(KEY, dark ? "dark" : "light");
        } catch (problem) {
            // it holds for this visit
        }
    }

    const asDevice = () => (device.matches ? "dark" : "light");
    const chosen = () => (["dark", "light"].includes(remembered()) ? remembered() : asDevice());
    show(chosen());
    device.addEventListener("change", () => show(chosen()));

    return { isDark, choose, onChange: (listener) => listeners.push(listener) };
})();
