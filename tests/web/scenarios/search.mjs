// Searching: by name, product and place, with slips, and how much work it is.
import assert from "node:assert/strict";

// As narrow as a tablet, where the map is not drawn before it is asked for: that takes most of the time.
export const device = { viewport: { width: 900, height: 768 } };

const type = async (page, query) => {
    await page.fill("#search", query);
    await page.waitForFunction((q) => new URLSearchParams(location.hash.split("?")[1]).get("q") === q, query);
};
const cards = (page) => page.locator(".card").evaluateAll((all) => all.map((each) => each.innerText));
const count = (page) => page.locator(".count").innerText();

export async function findsAName({ page, open }) {
    await open();
    const name = await page.evaluate(() => Catalogue.businesses[41].name);
    await type(page, name);
    assert.equal((await cards(page))[0].split("\n")[0], name);
}

export async function findsAProductInAPlace({ page, open }) {
    await open();
    await type(page, "kemplang belinyu");
    const found = await cards(page);
    assert.equal(found.length, 20 + (await extraKemplang(page)));
    assert.ok(
        found.every((text) => text.includes("Kemplang") && text.includes("Belinyu")),
        found.join("\n"),
    );
}

const extraKemplang = (page) =>
    page.evaluate(
        () =>
            Catalogue.businesses.filter(
                (each) =>
                    Number(each.id.slice(1)) >= 20 &&
                    each.products.includes("PGN02") &&
                    each.village.startsWith("19.01.01."),
            ).length,
    );

export async function forgivesSlips({ page, open }) {
    await open();
    await type(page, "kemplang belinyu");
    const asWritten = (await cards(page)).sort();
    for (const slip of ["kemplng belinyu", "kempalng blinyu", "Kèmplang-Belinyu", "kemplang belinnyu"]) {
        await type(page, slip);
        assert.deepEqual((await cards(page)).sort(), asWritten, slip);
    }
}

export async function knowsOtherNamesOfProducts({ page, open }) {
    await open();
    await type(page, "krupuk");
    const found = await cards(page);
    assert.ok(found.length && found.every((text) => text.startsWith("Kerupuk")));
}

export async function saysWhenNothingFits({ page, open }) {
    await open();
    await type(page, "zzzzzzzz");
    assert.match(await page.locator(".nothing").innerText(), /Tidak ada usaha yang cocok/);
    await page.waitForFunction(() => document.getElementById("news").textContent.includes("0 usaha"));
    await page.click(".nothing a");
    await page.waitForSelector(".card");
    assert.equal(await count(page), "300 usaha");
    assert.equal(await page.inputValue("#search"), "");
}

export async function sortsByDistance({ page, context, open }) {
    await open("#/?produk=PGN02");
    await page.selectOption("#order", "map");
    const distances = () => page.locator(".card-away").evaluateAll((all) => all.map((each) => each.textContent));
    await page.waitForSelector(".card-away");
    const kilometres = (text) => {
        const amount = Number(text.replace(/[^\d,]/g, "").replace(",", "."));
        return text.endsWith("km") ? amount : amount / 1000;
    };
    const away = (await distances()).map(kilometres);
    assert.ok(away.length > 10);
    assert.deepEqual(
        away,
        [...away].sort((a, b) => a - b),
    );
    await context.grantPermissions([]);
    await page.selectOption("#order", "me");
    await page.waitForFunction(() => document.querySelector(".count").textContent.includes("Izinkan akses lokasi"));
    assert.equal(await page.inputValue("#order"), "map");
}

export async function sortsFromWhereTheReaderIs({ page, open }) {
    await open("#/?produk=PGN02");
    await page.selectOption("#order", "me");
    await page.waitForSelector(".card-away");
    const first = await page.evaluate(() => {
        const here = { lon: 105.75, lat: -2.9 };
        const kemplang = Catalogue.businesses.filter((each) => each.products.includes("PGN02"));
        return kemplang.sort((a, b) => Distance.between(here, a) - Distance.between(here, b))[0].name;
    });
    assert.equal((await cards(page))[0].split("\n")[0], first);
}
sortsFromWhereTheReaderIs.device = { geolocation: { longitude: 105.75, latitude: -2.9 }, permissions: ["geolocation"] };

export async function comparesWordsNotBusinesses({ page, open }) {
    await open();
    const { compared, words } = await page.evaluate(() => {
        Search.scores("kemplang belinyu");
        return Search.work;
    });
    assert.equal(compared, 2 * words);
    const forgiving = await page.evaluate(() => Search.scores("kemplng belinyu") && Search.work.compared);
    assert.equal(forgiving, 4 * words);
}

export async function measuresDistances({ page, open }) {
    await open();
    // A degree of latitude on a sphere of 6,371.0088 km.
    const degree = await page.evaluate(() => Distance.between({ lon: 106, lat: -2 }, { lon: 106, lat: -3 }));
    assert.ok(Math.abs(degree - 111.19508) < 1e-4, String(degree));
    assert.equal(await page.evaluate(() => Distance.between({ lon: 1, lat: 1 }, { lon: null, lat: null })), Infinity);
}
