// On a phone, with touches.
import assert from "node:assert/strict";

const device = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const VIEWS = [
    "#/",
    "#/?produk=PGN02&wilayah=19.01.01",
    "#/usaha/u00002",
    "#/desa/19.01.01.2001",
    "#/data",
    "#/usaha/none",
];

export async function findsKemplangInBelinyuInThreeTouches({ page, open }) {
    await open();
    await page.tap('.facet .chip:has-text("Kemplang")');
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang");
    await page.tap('.facet .chip:has-text("Belinyu")');
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang di Belinyu");
    await page.tap(".card >> nth=0");
    await page.waitForSelector(".actions");
    assert.match(await page.locator(".facts").innerText(), /Belinyu, Bangka/);
}
findsKemplangInBelinyuInThreeTouches.device = device;

export async function offersTheFirstTwoTouchesAtOnce({ page, open }) {
    await open();
    const inView = (selector) =>
        page
            .locator(selector)
            .first()
            .evaluate((each) => each.getBoundingClientRect().bottom < window.innerHeight - 80);
    assert.ok(await inView('.facet .chip:has-text("Kemplang")'));
    await page.tap('.facet .chip:has-text("Kemplang")');
    assert.ok(await inView('.facet .chip:has-text("Belinyu")'));
}
offersTheFirstTwoTouchesAtOnce.device = device;

export async function neverScrollsSideways({ page, open }) {
    for (const language of ["id", "en"]) {
        for (const hash of VIEWS) {
            await open(hash, `?lang=${language}`);
            const { wide, screen } = await page.evaluate(() => ({
                wide: document.documentElement.scrollWidth,
                screen: window.innerWidth,
            }));
            assert.ok(wide <= screen, `${language} ${hash}: ${wide} > ${screen}`);
        }
    }
}
neverScrollsSideways.device = device;

export async function fitsASmallPhone({ page, open }) {
    for (const hash of VIEWS) {
        await open(hash);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), hash);
    }
}
fitsASmallPhone.device = { ...device, viewport: { width: 320, height: 568 } };

export async function showsItsWholeTitle({ page, open }) {
    await page.addInitScript(() => {
        const { json } = Response.prototype;
        Response.prototype.json = async function () {
            return { ...(await json.call(this)), title: { id: "Katalog industri rumahan Kepulauan Bangka Belitung" } };
        };
    });
    for (const width of [320, 360, 390]) {
        await page.setViewportSize({ width, height: 700 });
        await open();
        const cut = await page.locator(".brand-names strong").evaluate((each) => each.scrollHeight - each.clientHeight);
        assert.ok(cut <= 1, `${width}: ${cut}`);
    }
}
showsItsWholeTitle.device = device;

export async function isEasyToTouch({ page, open }) {
    for (const hash of VIEWS) {
        await open(hash);
        const small = await page
            .locator(".button, .chip, .card, .top-link, .search input, summary, select, .check, .file")
            .evaluateAll((all) =>
                all
                    .map((each) => ({ text: each.innerText, ...each.getBoundingClientRect().toJSON() }))
                    .filter(({ width, height }) => width && height && (height < 40 || width < 40))
                    .map(({ text, width, height }) => `${text}: ${width} x ${height}`),
            );
        assert.deepEqual(small, [], hash);
    }
}
isEasyToTouch.device = device;

export async function putsTheMapInFront({ page, open }) {
    await open("#/?produk=PGN02");
    assert.equal(await page.evaluate(() => typeof maplibregl), "undefined"); // not fetched before it is wanted
    await page.tap("#switch button");
    await page.waitForSelector("#map[data-idle]");
    assert.ok(!(await page.isVisible("h1")));
    assert.equal(await page.locator("#switch button").innerText(), "Daftar");
    await page.tap("#switch button");
    assert.ok(await page.isVisible("h1"));
}
putsTheMapInFront.device = device;

export async function showsABusinessOnTheMapAndComesBack({ page, open }) {
    await open("#/usaha/u00001");
    await page.tap("#switch button");
    await page.waitForSelector("#map[data-idle]");
    const isNear = await page.evaluate(() => {
        const { lon, lat } = Catalogue.byId("u00001");
        return PlaceMap.now().getBounds().contains([lon, lat]) && PlaceMap.now().getZoom() > 10;
    });
    assert.ok(isNear);
    await page.tap("#switch button");
    assert.ok(await page.isVisible(".facts"));
}
showsABusinessOnTheMapAndComesBack.device = device;
