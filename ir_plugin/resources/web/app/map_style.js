// How the map looks: sources, layers and colours, for light and dark.
"use strict";

const MapStyle = (() => {
    const COLOURS = {
        light: {
            sea: "#dbe6ea",
            land: "#f7f5ef",
            regency: "#8d8a80",
            district: "#b4b0a4",
            village: "#cbc7bb",
            name: "#2d3a3a",
            minorName: "#566160",
            halo: "rgba(255,255,255,.9)",
            point: "#0f6355",
            onPoint: "#ffffff",
            ring: "rgba(15,99,85,.22)",
            edge: "#ffffff",
            chosen: "#c2571a",
            quiet: 0.45,
        },
        dark: {
            sea: "#10181b",
            land: "#222b2d",
            regency: "#76827f",
            district: "#4d5957",
            village: "#3c4746",
            name: "#e6ecea",
            minorName: "#b4c0bd",
            halo: "rgba(20,27,29,.9)",
            point: "#6fd0bb",
            onPoint: "#0b2a24",
            ring: "rgba(111,208,187,.25)",
            edge: "#10181b",
            chosen: "#ffa566",
            quiet: 0.12,
        },
    };
    const FINE = { tolerance: 0.1 }; // neighbours are simplified alike, so that no sea shows between them
    const NONE = { type: "FeatureCollection", features: [] };
    const isCluster = ["has", "point_count"];

    const colours = (theme) => COLOURS[theme];

    function source(data, more = {}) {
        return { type: "geojson", data: data || NONE, ...more };
    }

    function names() {
        const features = Catalogue.data.regions
            .filter((region) => region.level > 1 && region.point)
            .map(({ name, level, code, point }) => ({
                type: "Feature",
                properties: { name, level, code },
                geometry: { type: "Point", coordinates: point },
            }));
        return { type: "FeatureCollection", features };
    }

    // boundaries by level, zones, chosen: what is shown now, as GeoJSON; the marks of businesses come with the view.
    function style(theme, { boundaries, zones, chosen }) {
        return {
            version: 8,
            sources: {
                regency: source(boundaries.kabupaten, FINE),
                district: source(boundaries.kecamatan, FINE),
                village: source(boundaries.desa, FINE),
                zones: source(zones, FINE),
                names: source(names()),
                businesses: source(NONE),
                chosen: source(chosen),
            },
            layers: [...ground(theme), ...labels(theme), ...marks(theme), ...chosenMarks(theme)],
        };
    }

    function ground(theme) {
        const c = COLOURS[theme];
        const line = (id, from, to, minzoom = 0) => ({
            id,
            type: "line",
            source: id,
            minzoom,
            paint: { "line-color": c[id], "line-width": ["interpolate", ["linear"], ["zoom"], 7, from, 13, to] },
        });
        return [
            { id: "sea", type: "background", paint: { "background-color": c.sea } },
            { id: "land", type: "fill", source: "regency", paint: { "fill-color": c.land } },
            { id: "village-area", type: "fill", source: "village", paint: { "fill-color": c.land, "fill-opacity": 0 } },
            {
                id: "zones",
                type: "fill",
                source: "zones",
                paint: {
                    "fill-color": ["get", "colour"],
                    "fill-opacity": ["case", ["get", "quiet"], c.quiet, 0.85],
                    "fill-antialias": false,
                },
            },
            {
                id: "zones-hatch",
                type: "fill",
                source: "zones",
                filter: ["!=", ["get", "pattern"], ""],
                paint: { "fill-pattern": ["get", "pattern"], "fill-opacity": ["case", ["get", "quiet"], 0.4, 1] },
            },
            line("village", 0.2, 1, 9.2),
            line("district", 0.4, 1.4, 7.5),
            line("regency", 0.9, 2),
        ];
    }

    function labels(theme) {
        const layer = (level, minzoom, maxzoom) => ({
            id: `names-${level}`,
            type: "symbol",
            source: "names",
            minzoom,
            maxzoom,
            filter: ["==", ["get", "level"], level],
            layout: { "icon-image": ["concat", `name|${theme}|${level}|`, ["get", "name"]], "icon-padding": 4 },
        });
        return [layer(4, 11.4, 24), layer(3, 9, 13), regencies(layer(2, 5, 10.2))];
    }

    // These stand where MapNames finds room.
    function regencies(layer) {
        const layout = {
            ...layer.layout,
            "icon-offset": MapNames.offsets(),
            "icon-allow-overlap": true,
            "icon-ignore-placement": true,
        };
        return { ...layer, filter: MapNames.filter(), layout };
    }

    const exact = ["==", ["get", "exact"], 1];

    function marks(theme) {
        const c = COLOURS[theme];
        return [
            {
                id: "points",
                type: "circle",
                source: "businesses",
                filter: ["!", isCluster],
                paint: {
                    "circle-radius": ["interpolate", ["linear"], ["zoom"], 7, 4.5, 13, 7],
                    "circle-color": ["case", exact, c.point, c.edge],
                    "circle-stroke-color": ["case", exact, c.edge, c.point],
                    "circle-stroke-width": ["case", exact, 1.5, 2.5],
                },
            },
            {
                id: "clusters",
                type: "symbol",
                source: "businesses",
                filter: isCluster,
                layout: {
                    "icon-image": ["concat", `count|${theme}|`, ["get", "text"]],
                    "icon-allow-overlap": true,
                    "symbol-sort-key": ["-", 0, ["get", "point_count"]],
                },
            },
        ];
    }

    // A business is filled where it is itself, open where it is its village.
    function chosenMarks(theme) {
        const c = COLOURS[theme];
        const isPoint = ["==", ["geometry-type"], "Point"];
        return [
            {
                id: "chosen-area",
                type: "line",
                source: "chosen",
                filter: ["!", isPoint],
                paint: { "line-color": c.chosen, "line-width": 3 },
            },
            {
                id: "chosen-point",
                type: "circle",
                source: "chosen",
                filter: isPoint,
                paint: {
                    "circle-radius": ["case", exact, 9, 14],
                    "circle-color": ["case", exact, c.chosen, "rgba(0,0,0,0)"],
                    "circle-stroke-color": ["case", exact, c.edge, c.chosen],
                    "circle-stroke-width": 3,
                },
            },
        ];
    }

    return { colours, style, NONE };
})();
