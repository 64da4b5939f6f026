// With the keyboard alone, and what a screen reader is told on the way.
import assert from "node:assert/strict";

// As narrow as a tablet, where the map is not drawn before it is asked for: that takes most of the time.
const narrow = { viewport: { width: 900, height: 768 } };

// Presses Tab until the focus is on what fits, and looks whether it can be seen each time.
async function tabTo(page, fits, limit = 60) {
    for (let presses = 0; presses < limit; presses++) {
        await page.keyboard.press("Tab");
        const focus = await page.evaluate(() => {
            const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
            const label = document.activeElement.getAttribute("aria-label") || document.activeElement.innerText || "";
            return {
                label,
                seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1,
                tag: document.activeElement.tagName,
            };
        });
        assert.ok(focus.seen || focus.tag === "BODY", `focus on ${focus.tag} "${focus.label}" is not to be seen`);
        if (fits(focus)) return presses + 1;
    }
    throw new Error("not reached with Tab");
}

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

export async function skipsToTheContent({ page, open }) {
    await open();
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Langsung ke isi");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "panel");
    assert.equal(await page.evaluate(() => location.hash), "#/");
}
skipsToTheContent.device = narrow;

export async function findsKemplangInBelinyu({ page, open }) {
    await open();
    await tabTo(page, ({ label }) => label.startsWith("Kemplang"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Kemplang");
    await tabTo(page, ({ label }) => label.startsWith("Belinyu"));
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Kemplang di Belinyu");
    await tabTo(page, ({ label }) => label.startsWith("Kemplang ") && label.includes("Belinyu, Bangka"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(".actions");
    assert.match(await focused(page), /^Kemplang /);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
}
findsKemplangInBelinyu.device = narrow;

export async function reachesEveryControlOfTheMap({ page, open }) {
    await open();
    await page.waitForSelector("#map[data-idle]");
    await page.focus("#panel .foot a");
    for (const label of ["Peta: ", "Perbesar", "Perkecil"]) await tabTo(page, (focus) => focus.label.startsWith(label));
    await tabTo(page, () => true);
    assert.equal(await page.evaluate(() => document.activeElement.id), "follow");
    await tabTo(page, ({ label }) => label === "Legenda");
    await page.keyboard.press("Enter");
    await tabTo(page, () => true);
    assert.equal(await page.evaluate(() => document.activeElement.id), "layer");
}

export async function movesTheMapWithArrows({ page, open }) {
    await open();
    await page.waitForSelector("#map[data-idle]");
    const west = () => page.evaluate(() => PlaceMap.now().getBounds().getWest());
    const before = await west();
    await page.focus("#map canvas");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((then) => PlaceMap.now().getBounds().getWest() > then, before);
}

export async function saysWhatHasChanged({ page, open }) {
    await open();
    await page.click('.facet .chip:has-text("Kemplang")');
    const said = /^\d+ usaha\. Kemplang$/;
    await page.waitForFunction(
        (source) => new RegExp(source).test(document.getElementById("news").textContent),
        said.source,
    );
}
saysWhatHasChanged.device = narrow;

export async function leavesTheFocusInTheSearch({ page, open }) {
    await open("#/data");
    await page.focus("#search");
    await page.keyboard.type("getas", { delay: 30 });
    await page.waitForFunction(() => location.hash === "#/?q=getas");
    await page.waitForSelector(".card");
    assert.equal(await page.evaluate(() => document.activeElement.id), "search");
    assert.equal(await page.inputValue("#search"), "getas");
}
leavesTheFocusInTheSearch.device = narrow;
