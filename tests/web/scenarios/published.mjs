// The sample's register as publishcatalogue writes it, on a phone and on a desk.
import assert from "node:assert/strict";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

export async function findsKemplangInBelinyuInThreeTouches({ page, open }) {
    await open();
    await page.tap('.facet .chip:has-text("Kemplang")');
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang");
    await page.tap('.facet .chip:has-text("Belinyu")');
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang di Belinyu");
    await page.tap(".card >> nth=0");
    await page.waitForSelector(".actions");
    assert.match(await page.locator(".facts").innerText(), /Belinyu, Bangka/);
    assert.match(await page.locator(".details").innerText(), /Kemplang/);
}
findsKemplangInBelinyuInThreeTouches.device = phone;

export async function showsAPhotoAndTheWayToIt({ page, open }) {
    await open();
    const business = await page.evaluate(async () => {
        await Parts.all();
        const { id } = Catalogue.businesses.find((each) => each.photo && each.phone);
        return { id };
    });
    await open(`#/usaha/${business.id}`);
    await page.waitForFunction(() => document.querySelector(".photo").naturalWidth > 0);
    assert.match(await page.locator(".actions .primary").getAttribute("href"), /^https:\/\/wa\.me\/62\d+\?text=/);
    await page.waitForSelector("#map[data-idle]");
}

export async function opensVillagesAndLayers({ page, open }) {
    await open();
    await page.waitForSelector("#map[data-idle]");
    const { villages, layers } = await page.evaluate(() => ({
        villages: Object.keys(Catalogue.data.villages),
        layers: Catalogue.data.layers.map(({ id }) => id),
    }));
    assert.ok(villages.length > 300);
    for (const code of villages.filter((each, at) => at % 100 === 0)) {
        await page.evaluate((wanted) => Router.go(Router.village(wanted)), code);
        await page.waitForFunction((wanted) => location.hash === `#/desa/${wanted}`, code);
        const name = await page.evaluate((wanted) => Catalogue.regions.get(wanted).name, code);
        await page.waitForFunction((wanted) => document.querySelector("h1").textContent === wanted, name);
    }
    for (const id of layers) {
        await open(`#/?lapisan=${id}`);
        assert.equal(await page.inputValue("#layer"), id);
    }
}

export async function readsItsOpenData({ page, open, address }) {
    await open("#/data");
    const text = await page.locator(".details").innerText();
    const { notes, licence } = await page.evaluate(() => Catalogue.data);
    for (const note of [...notes, licence]) assert.ok(text.includes(note.id), note.id);
    for (const href of await page.locator(".file").evaluateAll((all) => all.map((each) => each.getAttribute("href")))) {
        const response = await page.request.get(`${address}${href}`);
        assert.ok(response.ok() && (await response.body()).length > 100, href);
    }
}
