// The map with what lies on it: the switch that lets the list follow, and the legend. On a phone either the map or the
// panel is in front.
"use strict";

const MapPane = (() => {
    const { make, icon } = Dom;
    const wide = window.matchMedia("(min-width: 60rem)");
    const box = make("div", { class: "map", id: "map" });
    const follow = make("input", { type: "checkbox", id: "follow" });
    let handlers = {};

    // handlers: those of PlaceMap, and followed(whether), layer(id)
    function create(given) {
        handlers = given;
        follow.checked = true;
        follow.addEventListener("change", () => handlers.followed(follow.checked));
        const pane = document.getElementById("map-pane");
        pane.setAttribute("aria-label", Words.word("map"));
        const following = make("label", { class: "follow" }, follow, Words.word("follow_map"));
        pane.append(box, following, Legend.create(handlers.layer, PlaceMap.showPoints));
        putInFront("panel");
    }

    // Where both have room the map opens by itself: after the list, which is there first.
    function openWhereThereIsRoom() {
        const open = () => wide.matches && PlaceMap.open(box, handlers);
        requestAnimationFrame(() => window.setTimeout(open, 0));
        wide.addEventListener("change", open);
    }

    function open() {
        putInFront("map");
        PlaceMap.open(box, handlers).then(() => PlaceMap.resize());
    }

    function putInFront(pane) {
        document.body.dataset.pane = pane;
        const place = document.getElementById("switch");
        const hadFocus = place.contains(document.activeElement);
        place.replaceChildren(pane === "map" ? leaving() : entering());
        if (hadFocus) place.firstElementChild.focus();
    }

    const entering = () => button("map", "map", open);

    function leaving() {
        const isList = document.body.dataset.view === "list";
        return button(isList ? "list" : "close", isList ? "list" : "close_map", () => putInFront("panel"));
    }

    function button(iconName, key, onClick) {
        const attributes = { class: "button primary", type: "button", on: { click: onClick } };
        return make("button", attributes, icon(iconName), Words.word(key));
    }

    return { create, openWhereThereIsRoom, putInFront, isFollowed: () => follow.checked, isBeside: () => wide.matches };
})();
