// The map. Its library is fetched when the map is first seen; without it, or without WebGL, the list says everything.
"use strict";

const PlaceMap = (() => {
    const { make } = Dom;
    const LIBRARY = "lib/maplibre-gl.js";
    const LOOKS = "lib/maplibre-gl.css";
    const NEAR = 12.6;
    const VILLAGES_FROM = 9.2;
    const CLOSEST = 17;
    const state = { found: [], marks: [], step: null, layer: null, chosen: null, wanted: null, hidden: false };
    let map = null;
    let asked = null;
    let handlers = {};
    let tip = null;

    // handlers: business(business), village(code), moved(), drawn() for the first time. Resolves once the map is there, or to null where it cannot be.
    function open(container, given) {
        handlers = given;
        asked =
            asked ||
            library()
                .then(() => create(container))
                .catch((problem) => failed(container, problem));
        return asked;
    }

    async function library() {
        document.head.append(make("link", { rel: "stylesheet", "data-map": true }));
        document.head.lastChild.setAttribute("href", LOOKS);
        const [isThere] = await Promise.all([Dom.script(LIBRARY), MapZones.load()]);
        if (!isThere) throw new Error(LIBRARY);
    }

    function failed(container, problem) {
        console.warn(problem.message);
        map = null;
        container.replaceChildren(make("p", { class: "map-failed" }, Words.word("map_failed")));
        return null;
    }

    function create(container) {
        tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
        map = new maplibregl.Map({
            container,
            style: styleNow(),
            bounds: state.wanted || whole(),
            fitBoundsOptions: around(),
            maxZoom: CLOSEST,
            attributionControl: false, // it writes markup; who publishes stands on the data page
            dragRotate: false,
            pitchWithRotate: false,
            touchPitch: false,
            renderWorldCopies: false,
            locale: {
                "Map.Title": Words.word("map_by_keys"),
                "NavigationControl.ZoomIn": Words.word("zoom_in"),
                "NavigationControl.ZoomOut": Words.word("zoom_out"),
            },
        });
        map.touchZoomRotate.disableRotation();
        map.keyboard.disableRotation();
        map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
        map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-right");
        map.on("styleimagemissing", ({ id }) => MapImages.provide(map, id));
        map.on("click", onClick);
        map.on("mousemove", onPointer);
        map.on("mouseout", () => (tip.hidden = true));
        map.on("style.load", drawMarks);
        map.on("moveend", drawMarks);
        map.on("zoom", () => MapMarks.stepOf(map.getZoom()) !== state.step && drawMarks());
        map.on("moveend", (event) => event.originalEvent && handlers.moved());
        map.on("idle", () => (container.dataset.idle = "true"));
        map.once("idle", () => handlers.drawn());
        container.append(tip);
        map.on("idle", () => MapNames.arrange(map));
        Theme.onChange(() => map.setStyle(styleNow(), { diff: false }));
        return map;
    }

    const theme = () => (Theme.isDark() ? "dark" : "light");
    const styleNow = () =>
        MapStyle.style(theme(), {
            boundaries: MapZones.boundaries,
            zones: MapZones.of(state.layer),
            chosen: MapZones.outline(state.chosen),
        });

    // Marks the businesses in view.
    function drawMarks() {
        const source = map.getSource("businesses");
        if (!source) return; // a style that is still to come will ask again
        state.step = MapMarks.stepOf(map.getZoom());
        const view = { bounds: map.getBounds().toArray().flat(), zoom: map.getZoom() };
        state.marks = state.hidden ? [] : MapMarks.gather(state.found, view);
        source.setData(MapMarks.features(state.marks));
    }

    function put(source, data) {
        const known = map && map.getSource(source);
        if (known) known.setData(data);
        else if (map) map.once("style.load", () => map.getSource(source).setData(data));
    }

    function show(found) {
        state.found = found;
        if (map) drawMarks();
    }

    // The layer of classes by its object, or null for none.
    function showLayer(layer) {
        state.layer = layer;
        if (map) put("zones", MapZones.of(layer));
    }

    // What is in the middle of interest: a business, a region, or null.
    function choose(thing) {
        state.chosen = thing;
        if (map) put("chosen", MapZones.outline(thing));
    }

    function showPoints(wanted) {
        state.hidden = !wanted;
        if (map) drawMarks();
    }

    // Room at the edges: for the controls, and for a legend that is open beside a wide map.
    function around() {
        const legend = document.querySelector(".legend[open]");
        const beside = legend && document.getElementById("map-pane").clientWidth > 760 ? legend.offsetWidth + 24 : 0;
        return { padding: { top: 56, bottom: 56, left: Math.max(48, beside), right: 48 }, maxZoom: 14 };
    }

    function fit(box) {
        state.wanted = box;
        if (map && box) map.fitBounds(box, around());
    }

    // The box [w, s, e, n] of businesses; of all regions where there is none on the map.
    function boxOf(found) {
        const box = [Infinity, Infinity, -Infinity, -Infinity];
        for (const { lon, lat } of found) {
            if (lon !== null) grow(box, [lon, lat, lon, lat]);
        }
        return box[0] <= box[2] ? box : whole();
    }

    function whole() {
        const box = [Infinity, Infinity, -Infinity, -Infinity];
        for (const region of Catalogue.data.regions) if (region.level === 2 && region.box) grow(box, region.box);
        return box[0] <= box[2] ? box : [95, -11, 141, 6];
    }

    function grow(box, [west, south, east, north]) {
        box[0] = Math.min(box[0], west);
        box[1] = Math.min(box[1], south);
        box[2] = Math.max(box[2], east);
        box[3] = Math.max(box[3], north);
    }

    function near(business) {
        if (business.lon === null) return;
        state.wanted = [business.lon - 0.03, business.lat - 0.03, business.lon + 0.03, business.lat + 0.03];
        if (map) map.easeTo({ center: [business.lon, business.lat], zoom: Math.max(NEAR, map.getZoom()) });
    }

    // A function that tells whether a business is in view; one without a point always is.
    function area() {
        if (!map) return null;
        const bounds = map.getBounds();
        const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
        return ({ lon, lat }) => lon === null || (lon >= west && lon <= east && lat >= south && lat <= north);
    }

    function centre() {
        if (map) return { lon: map.getCenter().lng, lat: map.getCenter().lat };
        const [west, south, east, north] = state.wanted || whole();
        return { lon: (west + east) / 2, lat: (south + north) / 2 };
    }

    function at(point) {
        const around = [
            [point.x - 6, point.y - 6],
            [point.x + 6, point.y + 6],
        ];
        const [mark] = map.queryRenderedFeatures(around, { layers: ["clusters", "points"] });
        if (mark) return mark;
        const villages = state.layer || map.getZoom() >= VILLAGES_FROM;
        return villages ? map.queryRenderedFeatures(point, { layers: ["village-area"] })[0] : undefined;
    }

    function onClick(event) {
        const found = at(event.point);
        if (!found) return;
        const { point_count: count, mark: number, at: index, code } = found.properties;
        if (count !== undefined) openMark(state.marks[number], event);
        else if (index !== undefined) handlers.business(Catalogue.businesses[index]);
        else handlers.village(code);
    }

    // Closer until it falls apart; one that never does, for all of it lies at the point of its village, is that village.
    function openMark(mark, event) {
        const box = mark && MapMarks.boxOf(mark);
        if (mark && (!box || map.getZoom() >= CLOSEST)) handlers.village(Catalogue.businesses[mark.first].village);
        if (!box) return;
        const { center, zoom } = map.cameraForBounds(box, { padding: 80 });
        const closer = Math.min(CLOSEST, Math.max(zoom, map.getZoom() + 1));
        map.easeTo({ center, zoom: closer }, { originalEvent: event.originalEvent });
    }

    function onPointer(event) {
        const mark = at(event.point);
        map.getCanvas().style.cursor = mark ? "pointer" : "";
        tip.hidden = !mark;
        if (!mark) return;
        tip.textContent = MapZones.tipOf(mark.properties, state.layer);
        tip.style.transform = `translate(${event.point.x + 14}px, ${event.point.y + 14}px)`;
    }

    return {
        open,
        show,
        showLayer,
        showPoints,
        choose,
        fit,
        near,
        boxOf,
        area,
        centre,
        resize: () => map && map.resize(),
        now: () => map,
    };
})();
