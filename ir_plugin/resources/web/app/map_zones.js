// What the map lays over the villages: the classes of a layer, the outline of what is chosen, and words for the pointer.
"use strict";

const MapZones = (() => {
    const own = { load, of, outline, tipOf, boundaries: {} };
    let villages = new Map();

    // A promise that the boundaries are there, by level as GeoJSON; without them the map shows marks and names.
    async function load() {
        own.boundaries = (await Packed.load(Catalogue.data.boundaries)) || {};
        const { features = [] } = own.boundaries.desa || {};
        villages = new Map(features.map((each) => [each.properties.code, each]));
    }

    function of(layer) {
        if (!layer) return MapStyle.NONE;
        const classes = new Map(layer.classes.map((each) => [each.value, each]));
        const features = Object.entries(layer.values).map(([code, value]) =>
            zone(villages.get(code), classes.get(value)),
        );
        return { type: "FeatureCollection", features: features.filter(Boolean) };
    }

    function zone(village, each) {
        if (!village || !each) return null;
        const pattern = each.hatch ? `hatch|${each.hatch}|${each.color}` : "";
        return {
            type: "Feature",
            properties: { colour: each.color, quiet: Boolean(each.quiet), pattern },
            geometry: village.geometry,
        };
    }

    // thing: a business (its point), a region (its boundary) or null.
    function outline(thing) {
        if (!thing) return MapStyle.NONE;
        if (thing.code !== undefined) {
            const levels = { 2: "kabupaten", 3: "kecamatan", 4: "desa" };
            const { features = [] } = own.boundaries[levels[thing.level]] || {};
            return {
                type: "FeatureCollection",
                features: features.filter((each) => each.properties.code === thing.code),
            };
        }
        if (thing.lon === null) return MapStyle.NONE;
        const exact = thing.point_is_exact ? 1 : 0;
        return {
            type: "Feature",
            properties: { exact },
            geometry: { type: "Point", coordinates: [thing.lon, thing.lat] },
        };
    }

    function tipOf({ point_count: count, at, code }, layer) {
        if (count !== undefined) return Words.counted("count", count);
        if (at !== undefined) return Catalogue.title(Catalogue.businesses[at]);
        const name = (Catalogue.regions.get(code) || { name: code }).name;
        const each = layer && layer.classes.find(({ value }) => value === layer.values[code]);
        return each ? `${name}: ${Words.text(each.label)}` : name;
    }

    return own;
})();
