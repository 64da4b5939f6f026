// What the scripts in data/ bring: objects as JSON, packed and written as letters, for a page that is opened as a file may
// read nothing but scripts.
"use strict";

const Packed = (() => {
    // A promise of the object that a script has left in the window under a name.
    async function take(name) {
        const packed = Uint8Array.from(atob(window[name]), (letter) => letter.charCodeAt(0));
        delete window[name];
        const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
        return new Response(unpacked).json();
    }

    // The same of a script {file, name} that is still to be fetched; null where it cannot be had or read.
    async function load({ file, name }) {
        if (!(await Dom.script(file))) return null;
        return take(name).catch((problem) => console.warn(file, problem.message) || null);
    }

    return { load, whole: take("KLASTER_IR") }; // which is unpacked while the other scripts come
})();
