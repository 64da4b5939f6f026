// Choosing by chips and by the form, and what the address keeps of it.
import assert from "node:assert/strict";

// As narrow as a tablet, where the map is not drawn before it is asked for: that takes most of the time.
export const device = { viewport: { width: 900, height: 768 } };

const count = (page) => page.locator(".count").innerText();

/** Waits for what the list says of its length: an address changes before the page has heard of it. */
const counts = (page, wanted) =>
    page.waitForFunction((words) => document.querySelector(".count")?.innerText === words, wanted);
const heading = (page) => page.locator("h1").innerText();
const chip = (page, text) => page.locator(".facet .chip", { hasText: text }).first();
const query = (page) => page.evaluate(() => location.hash.split("?")[1] || "");
const expected = (page, test) =>
    page.evaluate(
        (source) => Catalogue.businesses.filter((each) => Function("each", `return ${source}`)(each)).length,
        test,
    );

export async function narrowsByChips({ page, open }) {
    await open();
    await chip(page, "Kemplang").click();
    await page.waitForFunction(() => location.hash === "#/?produk=PGN02");
    await chip(page, "Belinyu").click();
    await page.waitForFunction(() => location.hash === "#/?produk=PGN02&wilayah=19.01.01");
    assert.equal(await heading(page), "Kemplang di Belinyu");
    const places = await page.locator(".card-place").allInnerTexts();
    assert.ok(places.length >= 20 && places.every((place) => place.endsWith("Belinyu, Bangka")));
}

export async function goesBackAndForward({ page, open }) {
    await open();
    await chip(page, "Kemplang").click();
    await chip(page, "Belinyu").click();
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang");
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Temukan industri rumahan");
    await counts(page, "300 usaha");
    await page.goForward();
    await page.goForward();
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Kemplang di Belinyu");
}

export async function takesAChoiceBack({ page, open }) {
    await open("#/?produk=PGN02&wilayah=19.01.01&q=rina");
    for (const label of ["“rina”", "Kemplang", "Belinyu"]) await page.click(`.active a[aria-label="Hapus: ${label}"]`);
    await page.waitForFunction(() => location.hash === "#/");
    await counts(page, "300 usaha");
}

export async function switchesOwnersAndLicences({ page, open }) {
    await open();
    await page.click(".filters summary");
    const switches = [
        ["Milik perempuan", "perempuan", "each.sex === 'P'"],
        ["Halal", "halal", "each.licences.includes('HALAL')"],
        ["P-IRT", "pirt", "each.licences.includes('PIRT')"],
    ];
    for (const [label, name, test] of switches) {
        await page.check(`.check:has-text("${label}") input`);
        await page.waitForFunction((wanted) => location.hash === `#/?${wanted}=1`, name);
        await counts(page, `${await expected(page, test)} usaha`);
        await page.uncheck(`.check:has-text("${label}") input`);
        await page.waitForFunction(() => location.hash === "#/");
    }
}

export async function offersOnlyPlacesWithin({ page, open }) {
    await open();
    await page.click(".filters summary");
    assert.ok(await page.isDisabled("#filter-district"));
    await page.selectOption("#filter-regency", { label: "Belitung" });
    await page.waitForFunction(() => location.hash === "#/?wilayah=19.02");
    const districts = await page.locator("#filter-district option").allInnerTexts();
    assert.deepEqual(districts, ["Semua kecamatan", "Tanjung Pandan", "Membalong", "Sijuk", "Badau"]);
    await page.selectOption("#filter-district", { label: "Sijuk" });
    await page.selectOption("#filter-village", { label: "Lumut" });
    await page.waitForFunction(() => location.hash === "#/?wilayah=19.02.03.2003");
    await counts(page, `${await expected(page, "each.village === '19.02.03.2003'")} usaha`);
    await page.selectOption("#filter-village", "");
    await page.waitForFunction(() => location.hash === "#/?wilayah=19.02.03");
    await page.selectOption("#filter-regency", "");
    await page.waitForFunction(() => location.hash === "#/");
}

export async function showsAPageForAnyAddress({ page, open }) {
    await open("#/?produk=NONE&wilayah=99&lapisan=none&q=%00");
    assert.match(await count(page), /usaha/);
    for (const broken of ["#/usaha/none", "#/desa/19.01", "#/desa/%E0%A4%A", "#/usaha/"]) {
        await open(broken);
        assert.match(await heading(page), /tidak ada di katalog/, broken);
    }
    await open("#/desa/19.01");
    assert.match(await page.innerText(".details h1 + p"), /^Mungkin desa itu di luar wilayah katalog/);
    await open("#/constructor/toString?produk=toString&wilayah=__proto__");
    assert.equal(await heading(page), "Temukan industri rumahan");
    assert.equal(await query(page), "produk=toString&wilayah=__proto__");
}

export async function showsMoreOnDemand({ page, open }) {
    await open();
    assert.equal(await page.locator(".card").count(), 30);
    await page.click(".more");
    assert.equal(await page.locator(".card").count(), 60);
    const focused = await page.evaluate(() => [...document.querySelectorAll(".card")].indexOf(document.activeElement));
    assert.equal(focused, 30);
}

export async function keepsItsPlaceInTheList({ page, open }) {
    await open();
    await page.click(".more");
    const card = page.locator(".card").nth(45);
    const name = (await card.innerText()).split("\n")[0];
    await card.click();
    await page.waitForFunction((wanted) => document.querySelector("h1").textContent === wanted, name);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll(".card").length === 60);
    assert.ok(
        await page
            .locator(".card")
            .nth(45)
            .evaluate((each) => {
                const { top, bottom } = each.getBoundingClientRect();
                return top >= 0 && bottom <= window.innerHeight;
            }),
    );
}
