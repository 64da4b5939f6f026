// A register full of markup, scripts and false addresses: all of it is text.
import assert from "node:assert/strict";

const VIEWS = [
    "#/",
    "#/?q=script",
    "#/?lapisan=panas",
    "#/usaha/u00003",
    "#/usaha/u00004",
    "#/desa/19.01.01.2001",
    "#/data",
];

async function untouched(page, hash) {
    const found = await page.evaluate(() => ({
        hit: window.hit,
        scripts: [...document.scripts].filter((each) => !/^(?:app|data|lib)\//.test(each.getAttribute("src"))).length,
        handlers: document.querySelectorAll("[onload], [onerror], [onclick]").length,
        pictures: [...document.images].map((each) => each.getAttribute("src")).filter((src) => src !== "icon.svg"),
        links: [...document.querySelectorAll("a[href]")]
            .map((each) => each.getAttribute("href"))
            .filter(
                (href) =>
                    !/^(?:#|\?|unduhan\/[\w.]+$|https:\/\/wa\.me\/62|tel:\+62|https:\/\/www\.google\.com\/maps\/)/.test(
                        href,
                    ),
            ),
    }));
    assert.deepEqual(found, { hit: undefined, scripts: 0, handlers: 0, pictures: [], links: [] }, hash);
}

export async function everyNameIsOnlyAName({ page, open }) {
    for (const hash of VIEWS) {
        await open(hash);
        await page.waitForSelector("#map[data-idle]");
        await untouched(page, hash);
    }
}

export async function aNameIsShownAsItIs({ page, open }) {
    await open("#/usaha/u00006"); // the first of the texts again
    assert.equal(await page.locator("h1").innerText(), '<script>window.hit="script"</script>');
    assert.equal(await page.locator(".actions a").count(), 1); // the map; its phone number is none
    await untouched(page, "business");
}

export async function anOddIdKeepsItsPage({ page, open }) {
    await open();
    const id = await page.evaluate(() => Catalogue.businesses.find(({ id }) => id.includes("<")).id);
    await open(`#/usaha/${encodeURIComponent(id)}`);
    assert.equal(await page.locator("h1").innerText(), '<script>window.hit="script"</script>');
}

export async function anAddressBringsNothingIn({ page, open }) {
    for (const hash of [
        "#/?q=<img src=x onerror=window.hit=1>",
        "#/usaha/<script>window.hit=1</script>",
        "#/?produk=javascript:window.hit=1",
    ]) {
        await open(hash);
        await untouched(page, hash);
    }
}

export async function theMapSaysNamesAsText({ page, open }) {
    await open();
    await page.waitForSelector("#map[data-idle]");
    const { lon, lat } = await page.evaluate(() => {
        const { lon, lat } = Catalogue.byId("u00001");
        return { lon, lat };
    });
    await page.evaluate((at) => PlaceMap.now().jumpTo({ center: at, zoom: 16.9 }), [lon, lat]);
    await page.waitForTimeout(300);
    const box = await page.locator("#map").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector(".tip:not([hidden])");
    assert.match(await page.locator(".tip").innerText(), /[<"{:]/);
    await untouched(page, "map");
}

export async function thePolicyAllowsNoScriptOfAPage({ page, open, troubles }) {
    await open();
    await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.hit = 7";
        document.body.append(script);
        const button = document.createElement("button");
        button.setAttribute("onclick", "window.hit = 8");
        document.body.append(button);
        button.click();
    });
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(troubles.filter((each) => each.includes("Content Security Policy")).length, 2);
    troubles.length = 0;
}
