// What the map marks: businesses that would touch one another are one mark with their number. They are gathered anew for
// every view out of all that pass the filters, so that the map is handed a few hundred marks, however many there are.
"use strict";

const MapMarks = (() => {
    const APART = 44; // pixels between the middles of two marks
    const WORLD = 512; // pixels of the whole world at zoom 0
    const STEP = 0.5; // of zoom: marks stay as they are in between
    const BEYOND = 0.3; // of the view on each side is marked too
    let places = null;

    const across = (lon) => lon / 360 + 0.5;
    const down = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);

    // Where every business is, as parts of the world's width from its north-west corner; NaN for nowhere.
    function worldPlaces() {
        const { lon, lat } = Catalogue.columns;
        const where = (values, project) => Float64Array.from(values, (each) => (each === null ? NaN : project(each)));
        return { x: where(lon, across), y: where(lat, down) };
    }

    const stepOf = (zoom) => Math.floor(zoom / STEP) * STEP;

    // The marks {count, first, x, y, west, north, east, south} of businesses in a view {bounds, zoom}.
    function gather(businesses, { bounds, zoom }) {
        places = places || worldPlaces();
        const size = APART / (WORLD * 2 ** stepOf(zoom));
        const grid = gridOver(bounds, size);
        const cells = new Array(grid.columns * grid.rows);
        for (const { index } of businesses) {
            const [x, y] = [places.x[index], places.y[index]];
            const [column, row] = [Math.floor(x / size) - grid.west, Math.floor(y / size) - grid.north];
            if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) continue;
            const at = row * grid.columns + column;
            if (cells[at]) add(cells[at], x, y);
            else cells[at] = { count: 1, first: index, x, y, west: x, east: x, north: y, south: y };
        }
        return joined(cells, grid, size);
    }

    // Whole cells, counted from the world's corner, so that marks do not change as the map is moved.
    function gridOver([west, south, east, north], size) {
        const [width, height] = [across(east) - across(west), down(south) - down(north)];
        const from = (edge) => Math.floor(edge / size);
        const [left, top] = [from(across(west) - BEYOND * width), from(down(north) - BEYOND * height)];
        const [right, bottom] = [from(across(east) + BEYOND * width), from(down(south) + BEYOND * height)];
        return { west: left, north: top, columns: right - left + 1, rows: bottom - top + 1 };
    }

    function add(mark, x, y, count = 1) {
        mark.x = (mark.x * mark.count + x * count) / (mark.count + count);
        mark.y = (mark.y * mark.count + y * count) / (mark.count + count);
        mark.count += count;
        mark.west = Math.min(mark.west, x);
        mark.east = Math.max(mark.east, x);
        mark.north = Math.min(mark.north, y);
        mark.south = Math.max(mark.south, y);
    }

    // The larger marks take in the smaller ones of the cells around that they would touch.
    function joined(cells, grid, size) {
        const order = [...cells.keys()].filter((at) => cells[at]).sort((a, b) => cells[b].count - cells[a].count);
        const around = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => row * grid.columns + column));
        const marks = [];
        for (const at of order) {
            const mark = cells[at];
            if (!mark) continue;
            for (const step of around) {
                const other = step && cells[at + step];
                if (!other || Math.hypot(other.x - mark.x, other.y - mark.y) >= size) continue;
                mark.west = Math.min(mark.west, other.west);
                mark.east = Math.max(mark.east, other.east);
                mark.north = Math.min(mark.north, other.north);
                mark.south = Math.max(mark.south, other.south);
                add(mark, other.x, other.y, other.count);
                cells[at + step] = undefined;
            }
            cells[at] = undefined;
            marks.push(mark);
        }
        return marks;
    }

    const longitude = (x) => (x - 0.5) * 360;
    const latitude = (y) => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;

    // The marks as the map draws them; `mark` says which one it is.
    function features(marks) {
        const short = new Intl.NumberFormat(Words.locale, { notation: "compact", maximumFractionDigits: 1 });
        const made = marks.map(({ count, first, x, y }, mark) => {
            const business = Catalogue.businesses[first];
            const one = { mark, at: first, exact: business.point_is_exact ? 1 : 0 };
            return {
                type: "Feature",
                properties: count === 1 ? one : { mark, point_count: count, text: short.format(count) },
                geometry: { type: "Point", coordinates: [longitude(x), latitude(y)] },
            };
        });
        return { type: "FeatureCollection", features: made };
    }

    // The box [w, s, e, n] of a mark; null where all of it lies at one point.
    function boxOf({ west, north, east, south }) {
        if (west === east && north === south) return null;
        return [longitude(west), latitude(south), longitude(east), latitude(north)];
    }

    return { gather, features, boxOf, stepOf };
})();
