// Names of kabupaten beside the marks of businesses, not under them: each stands at the first place with room around the
// middle of its region, looked for whenever the map has come to rest. One that finds none at its own region is not
// written, for beside another it would be taken for that one's; nearer there is room.
"use strict";

const MapNames = (() => {
    const LAYER = "names-2";
    const HEIGHT = 20;
    const LETTER = 7.6; // about as wide as a letter is
    const STEPS = [-4, -3, -2, -1, 0, 1, 2, 3, 4];
    const SHIFTS = STEPS.flatMap((across) => STEPS.map((down) => [across * 26, down * 15])).sort(
        (a, b) => Math.hypot(...a) - Math.hypot(...b),
    );
    let places = new Map();

    // The places of the names that are written, as an expression of the map's style.
    function offsets() {
        const cases = [...places].flatMap(([code, shift]) => [code, ["literal", shift]]);
        return cases.length ? ["match", ["get", "code"], ...cases, ["literal", [0, 0]]] : [0, 0];
    }

    const filter = () => ["in", ["get", "code"], ["literal", [...places.keys()]]];

    function arrange(map) {
        if (map.getZoom() >= 10.2 || !map.getLayer(LAYER)) return;
        const marks = map.queryRenderedFeatures({ layers: ["clusters", "points"] });
        const taken = [...boxOfLegend(map), ...marks.map((mark) => boxOfMark(map, mark))];
        const found = new Map();
        for (const region of Catalogue.data.regions) {
            if (region.level !== 2 || !region.point) continue;
            const middle = map.project(region.point);
            const own = boxOfRegion(map, region);
            const isThere = ([across, down]) => overlap(own, boxAround(middle.x + across, middle.y + down, 0, 0));
            const box = (shift) =>
                boxAround(middle.x + shift[0], middle.y + shift[1], region.name.length * LETTER, HEIGHT);
            const hasRoom = (each) => isInside(box(each), map) && !taken.some((other) => overlap(box(each), other));
            const shift = SHIFTS.find((each) => isThere(each) && hasRoom(each));
            if (!shift) continue;
            taken.push(box(shift));
            found.set(region.code, shift);
        }
        if (JSON.stringify([...found]) === JSON.stringify([...places])) return;
        places = found;
        map.setFilter(LAYER, filter());
        map.setLayoutProperty(LAYER, "icon-offset", offsets());
    }

    // On the screen, a line of text wider; around its point where it has no boundary.
    function boxOfRegion(map, { box, point }) {
        const [west, south, east, north] = box || [...point, ...point];
        const [low, high] = [map.project([west, south]), map.project([east, north])];
        return [low.x - HEIGHT, high.y - HEIGHT, high.x + HEIGHT, low.y + HEIGHT];
    }

    // A legend that is open lies on the map.
    function boxOfLegend(map) {
        const pane = map.getContainer().getBoundingClientRect();
        const legends = [...document.querySelectorAll(".legend[open]")].map((each) => each.getBoundingClientRect());
        return legends.map(({ left, top, right, bottom }) =>
            [left, top, right, bottom].map((each, at) => each - (at % 2 ? pane.top : pane.left)),
        );
    }

    function boxOfMark(map, mark) {
        const { x, y } = map.project(mark.geometry.coordinates);
        const size = mark.properties.point_count ? 44 : 14;
        return boxAround(x, y, size, size);
    }

    const boxAround = (x, y, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

    function isInside([west, north, east, south], map) {
        const { clientWidth, clientHeight } = map.getContainer();
        return west >= 0 && north >= 0 && east <= clientWidth && south <= clientHeight;
    }

    return { offsets, filter, arrange };
})();
