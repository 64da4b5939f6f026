// The hatches of classes on a canvas: the same for the map and for its legend, so that colour never stands alone.
"use strict";

const Hatch = (() => {
    const SIZE = 16; // pixels of a tile, which joins itself on every side

    function stroke(context, lines) {
        context.lineWidth = 2;
        context.beginPath();
        for (const [fromX, fromY, toX, toY] of lines) {
            context.moveTo(fromX, fromY);
            context.lineTo(toX, toY);
        }
        context.stroke();
    }

    const UP = [
        [-4, 12, 12, -4],
        [-4, 20, 20, -4],
        [4, 20, 20, 4],
    ];
    const DOWN = UP.map(([fromX, fromY, toX, toY]) => [SIZE - fromX, fromY, SIZE - toX, toY]);

    function dots(context) {
        for (const [x, y] of [
            [4, 4],
            [12, 12],
        ]) {
            context.beginPath();
            context.arc(x, y, 1.8, 0, 2 * Math.PI);
            context.fill();
        }
    }

    const DRAW = {
        "/": (context) => stroke(context, UP),
        "\\": (context) => stroke(context, DOWN),
        x: (context) => stroke(context, [...UP, ...DOWN]),
        ".": dots,
    };

    // One tile of a hatch on nothing.
    function tile(hatch, colour) {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = SIZE;
        const context = canvas.getContext("2d", { willReadFrequently: true });
        context.strokeStyle = context.fillStyle = colour;
        if (DRAW[hatch]) DRAW[hatch](context);
        return canvas;
    }

    // What is drawn over a colour so that it is seen: dark on light, light on dark.
    function inkOn(colour) {
        const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
        return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "rgba(30,30,30,.55)" : "rgba(255,255,255,.75)";
    }

    // The sample of a class in a legend.
    function swatch(each) {
        const canvas = document.createElement("canvas");
        canvas.width = 44;
        canvas.height = 32;
        canvas.className = "swatch";
        canvas.setAttribute("aria-hidden", "true");
        const context = canvas.getContext("2d");
        context.fillStyle = each.color;
        context.fillRect(0, 0, canvas.width, canvas.height);
        if (each.hatch) {
            context.fillStyle = context.createPattern(tile(each.hatch, inkOn(each.color)), "repeat");
            context.fillRect(0, 0, canvas.width, canvas.height);
        }
        return canvas;
    }

    return { tile, inkOn, swatch };
})();
