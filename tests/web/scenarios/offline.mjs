// After a first visit the catalogue needs no network, and it forgets what was taken out of it.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const kept = async (page) => {
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(async () => Boolean(await caches.match(new URL("katalog.json", location.href))));
    await page.waitForFunction(() => navigator.serviceWorker.controller);
};

export async function reloadsWithoutANetwork({ page, context, open }) {
    await open();
    await kept(page);
    await context.setOffline(true);
    await page.reload();
    await page.waitForSelector(".card");
    await page.waitForSelector("#map[data-idle]");
    await page.click('.facet .chip:has-text("Kemplang")');
    await page.click(".card >> nth=0");
    await page.waitForSelector(".actions");
    await page.reload();
    await page.waitForSelector(".actions");
}

export async function comesUpInTheOtherLanguageToo({ page, context, open }) {
    await open();
    await kept(page);
    await context.setOffline(true);
    await open("#/desa/19.01.01.2002", "?lang=en");
    assert.equal(await page.locator(".back").innerText(), "Back to the list");
}
comesUpInTheOtherLanguageToo.slow = true;

export async function doesWithoutAPhotoItNeverSaw({ page, context, open, troubles }) {
    await open();
    await kept(page);
    await context.setOffline(true);
    await open("#/usaha/u00000");
    await page.waitForFunction(() => !document.querySelector(".photo"));
    troubles.length = 0; // the browser says aloud that it could not load it
}

export async function leavesOtherCataloguesOfTheWebSpaceAlone({ page, open }) {
    await open();
    await page.evaluate(async () => (await caches.open("klaster-ir https://other/")).put("/other/", new Response("")));
    await kept(page);
    assert.ok(await page.evaluate(() => caches.match("/other/").then(Boolean)));
    const names = await page.evaluate(() => caches.keys());
    assert.ok(names.includes(`klaster-ir ${new URL(".", page.url())}`), names.join());
}

export async function forgetsAPhotoThatWasTakenOut({ page, open, folder }) {
    const picture = "foto/u00000.jpg";
    const listing = join(folder, "katalog.json");
    const before = JSON.parse(readFileSync(listing, "utf-8"));
    assert.ok(before.files[picture]);
    await open("#/usaha/u00000");
    await kept(page);
    await page.evaluate((path) => fetch(path).then((response) => response.blob()), picture);
    const isKept = (path) => caches.match(new URL(path, location.href)).then(Boolean);
    await page.waitForFunction(isKept, picture);
    rmSync(join(folder, picture));
    const files = Object.fromEntries(Object.entries(before.files).filter(([path]) => path !== picture));
    writeFileSync(listing, JSON.stringify({ ...before, version: "next", files }));
    await open("#/");
    await page.waitForFunction((path) => caches.match(new URL(path, location.href)).then((found) => !found), picture);
    assert.ok(await page.evaluate(isKept, "index.html"));
}
