// What the map writes and hatches, drawn on a canvas at the moment the map asks for it: no fonts or images to fetch.
//
// The name of an image says what is on it: "count|dark|1,2 rb", "name|light|3|Belinyu", "hatch|/|#b2182b".
"use strict";

const MapImages = (() => {
    const RATIO = 2;
    const FONT = getComputedStyle(document.documentElement).getPropertyValue("--font") || "sans-serif";
    const NAME_FONTS = { 2: "600 14px", 3: "600 12.5px", 4: "500 12px" };

    function canvasOf(width, height) {
        const canvas = document.createElement("canvas");
        canvas.width = Math.ceil(width * RATIO);
        canvas.height = Math.ceil(height * RATIO);
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.scale(RATIO, RATIO);
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.lineJoin = "round";
        return context;
    }

    function count([theme, text]) {
        const radius = 13 + 2.5 * Math.min(5, text.length);
        const context = canvasOf(2 * radius + 6, 2 * radius + 6);
        const colours = MapStyle.colours(theme);
        const middle = radius + 3;
        const disc = (size, colour) => {
            context.beginPath();
            context.arc(middle, middle, size, 0, 2 * Math.PI);
            context.fillStyle = colour;
            context.fill();
        };
        disc(radius + 3, colours.ring);
        disc(radius, colours.point);
        context.fillStyle = colours.onPoint;
        context.font = `600 13px ${FONT}`;
        context.fillText(text, middle, middle + 0.5);
        return context;
    }

    function name([theme, level, ...rest]) {
        const text = rest.join("|");
        const font = `${NAME_FONTS[level]} ${FONT}`;
        const measure = canvasOf(1, 1);
        measure.font = font;
        const context = canvasOf(Math.min(400, measure.measureText(text).width) + 10, 22);
        const colours = MapStyle.colours(theme);
        context.font = font;
        context.strokeStyle = colours.halo;
        context.lineWidth = 3.5;
        const at = [context.canvas.width / RATIO / 2, 11];
        context.strokeText(text, ...at);
        context.fillStyle = level === "2" ? colours.name : colours.minorName;
        context.fillText(text, ...at);
        return context;
    }

    function hatch([kind, colour]) {
        return Hatch.tile(kind, Hatch.inkOn(colour)).getContext("2d");
    }

    const DRAW = { count, name, hatch };

    // To be called when the map misses an image.
    function provide(map, id) {
        const [kind, ...what] = id.split("|");
        if (!DRAW[kind] || map.hasImage(id)) return;
        const drawn = DRAW[kind](what);
        const pixels = drawn.getImageData(0, 0, drawn.canvas.width, drawn.canvas.height);
        map.addImage(id, pixels, { pixelRatio: RATIO });
    }

    return { provide };
})();
