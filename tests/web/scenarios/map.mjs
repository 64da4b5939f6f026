// The map: what it draws, what a click opens, and the list that follows it.
import assert from "node:assert/strict";

const idle = async (page) => {
    await page.waitForSelector("#map[data-idle]");
    await settled(page);
};
// Until nothing moves or loads any more.
const settled = (page) =>
    page.evaluate(
        () =>
            new Promise((resolve) => {
                const map = PlaceMap.now();
                if (map.loaded() && !map.isMoving()) resolve();
                else map.once("idle", resolve);
            }),
    );
const count = (page) => page.locator(".count span").innerText();
const move = async (page, target) => {
    await page.evaluate((to) => PlaceMap.now().jumpTo(to), target);
    await settled(page);
};
const clickAt = async (page, point) => {
    const { x, y } = await page.evaluate((at) => {
        const box = document.getElementById("map").getBoundingClientRect();
        const { x, y } = PlaceMap.now().project(at);
        return { x: x + box.x, y: y + box.y };
    }, point);
    await page.mouse.click(x, y);
};

export async function drawsEveryBusiness({ page, open }) {
    await open();
    await idle(page);
    const drawn = await page.evaluate(() => {
        const marks = PlaceMap.now().queryRenderedFeatures({ layers: ["clusters", "points"] });
        const seen = new Map(marks.map((mark) => [mark.properties.mark, mark]));
        return [...seen.values()].reduce((sum, mark) => sum + (mark.properties.point_count || 1), 0);
    });
    assert.equal(drawn, 300);
}

export async function drawsOnlyWhatPasses({ page, open }) {
    await open("#/?produk=PGN02&wilayah=19.01.01");
    await idle(page);
    const shown = await page.evaluate(() => {
        const { features } = PlaceMap.now().getSource("businesses").serialize().data;
        return features.reduce((sum, { properties }) => sum + (properties.point_count || 1), 0);
    });
    assert.equal(`${shown} usaha`, await count(page));
}
drawsOnlyWhatPasses.slow = true;

export async function aPointOpensItsBusiness({ page, open }) {
    await open();
    await idle(page);
    const { id, lon, lat } = await page.evaluate(() => {
        const { id, lon, lat } = Catalogue.byId("u00001");
        return { id, lon, lat };
    });
    await move(page, { center: [lon, lat], zoom: 16.9 });
    await clickAt(page, [lon, lat]);
    await page.waitForFunction((wanted) => location.hash === `#/usaha/${wanted}`, id);
}

export async function businessesAtOnePointOpenTheirVillage({ page, open }) {
    await open();
    await idle(page);
    const { point, code } = await page.evaluate(() => Catalogue.regions.get("19.01.01.2001"));
    await move(page, { center: point, zoom: 16 });
    await clickAt(page, point);
    await page.waitForFunction((wanted) => location.hash === `#/desa/${wanted}`, code);
}
businessesAtOnePointOpenTheirVillage.slow = true;

export async function aClusterComesCloser({ page, open }) {
    await open();
    await idle(page);
    const zoom = () => page.evaluate(() => PlaceMap.now().getZoom());
    const before = await zoom();
    const place = await page.evaluate(() => {
        const [largest] = PlaceMap.now()
            .queryRenderedFeatures({ layers: ["clusters"] })
            .sort((a, b) => b.properties.point_count - a.properties.point_count);
        return largest.geometry.coordinates;
    });
    await clickAt(page, place);
    await page.waitForFunction((then) => PlaceMap.now().getZoom() > then, before);
    assert.equal(await page.evaluate(() => location.hash), "#/");
}

export async function aVillageOpensItsPage({ page, open }) {
    await open("#/?q=zzzz"); // no business in the way
    await idle(page);
    const { point, code } = await page.evaluate(() => Catalogue.regions.get("19.02.03.2003"));
    await move(page, { center: point, zoom: 12 });
    await clickAt(page, point);
    await page.waitForFunction((wanted) => location.hash === `#/desa/${wanted}`, code);
}

export async function theListFollows({ page, open }) {
    await open();
    await idle(page);
    await page.click('button[aria-label="Perbesar"]');
    await page.waitForFunction(() => document.querySelector(".count").textContent.includes("terlihat di peta"));
    await settled(page);
    const inside = await page.evaluate(() => {
        const bounds = PlaceMap.now().getBounds();
        return Catalogue.businesses.filter(({ lon, lat }) => bounds.contains([lon, lat])).length;
    });
    assert.equal(await count(page), `${inside} dari 300 usaha, yang terlihat di peta`);
    await page.click('button:has-text("Tampilkan semua")');
    assert.equal(await count(page), "300 usaha");
    await page.uncheck("#follow");
    await page.click('button[aria-label="Perbesar"]');
    await settled(page);
    assert.equal(await count(page), "300 usaha");
}

export async function aLayerHasItsLegend({ page, open }) {
    await open();
    await idle(page);
    await page.click(".legend > summary");
    await page.selectOption("#layer", "panas");
    await page.waitForFunction(() => location.hash === "#/?lapisan=panas");
    await settled(page);
    const labels = await page.locator(".legend .classes >> nth=0 >> li .class-label").allInnerTexts();
    assert.deepEqual(labels, ["Titik panas", "Titik dingin", "Tidak signifikan"]);
    assert.equal(await page.locator(".legend canvas.swatch").count(), 3);
    const drawn = await page.evaluate(() => {
        const map = PlaceMap.now();
        const codes = (layer) => map.queryRenderedFeatures({ layers: [layer] }).map((each) => each.properties.colour);
        return { zones: [...new Set(codes("zones"))].sort(), hatched: [...new Set(codes("zones-hatch"))] };
    });
    assert.deepEqual(drawn, { zones: ["#2166ac", "#b2182b", "#f0ede6"], hatched: ["#2166ac"] });
    assert.match(await page.locator(".legend").innerText(), /DRAF/);
    await page.click('.class-places summary:has-text("Titik panas")');
    await page.click('.class-places a:text-is("Kuto Panji")');
    await page.waitForFunction(() => location.hash === "#/desa/19.01.01.2001");
}

export async function hatchesLookDifferent({ page, open }) {
    await open();
    const tiles = await page.evaluate(() =>
        ["/", "\\", "x", "."].map((hatch) => Hatch.tile(hatch, "#000000").toDataURL()),
    );
    assert.equal(new Set(tiles).size, 4);
}

export async function hidesTheBusinesses({ page, open }) {
    await open("#/?lapisan=panas");
    await idle(page);
    await page.uncheck(".legend .check input");
    await page.waitForFunction(() => !PlaceMap.now().queryRenderedFeatures({ layers: ["clusters", "points"] }).length);
}
hidesTheBusinesses.slow = true;

export async function namesStandBesideTheMarks({ page, open }) {
    await open();
    await idle(page);
    const names = await page.evaluate(() =>
        PlaceMap.now()
            .queryRenderedFeatures({ layers: ["names-2"] })
            .map((each) => each.properties.name),
    );
    assert.deepEqual([...new Set(names)].sort(), ["Bangka", "Bangka Tengah", "Belitung"]);
}
namesStandBesideTheMarks.slow = true;

export async function turnsDarkWithThePage({ page, open }) {
    await open();
    await idle(page);
    const sea = () => page.evaluate(() => PlaceMap.now().getPaintProperty("sea", "background-color"));
    assert.equal(await sea(), "#dbe6ea");
    await page.click('button[aria-label="Tampilan gelap"]');
    await page.waitForFunction(() => PlaceMap.now().getPaintProperty("sea", "background-color") === "#10181b");
}
turnsDarkWithThePage.slow = true;

export async function theListDoesWithoutAMap({ page, open, troubles }) {
    await page.addInitScript(() => {
        const before = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return kind.startsWith("webgl") ? null : before.call(this, kind, ...rest);
        };
    });
    await open();
    await page.waitForSelector(".map-failed");
    assert.ok(!(await page.isVisible(".follow")));
    assert.match(await page.locator(".map-failed").innerText(), /Daftar usaha memuat semua keterangan/);
    troubles.length = 0; // the library says aloud that there is no WebGL
    await page.click('.facet .chip:has-text("Kemplang")');
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang");
    await page.selectOption("#order", "map");
    await page.waitForSelector(".card-away");
}
