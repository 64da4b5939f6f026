// The pages of a business, of a village and of the data, by their addresses; language, looks and paper.
import assert from "node:assert/strict";

// As narrow as a tablet, where the map is not drawn before it is asked for: that takes most of the time.
export const device = { viewport: { width: 900, height: 768 } };

const heading = (page) => page.locator("h1").innerText();
const fact = (page, label) => page.locator(`.facts div:has(dt:text-is("${label}")) dd`).innerText();
const hrefs = (page, selector) =>
    page.locator(selector).evaluateAll((all) => all.map((each) => each.getAttribute("href")));

export async function opensABusinessByItsLink({ page, open }) {
    await open("#/usaha/u00002");
    const business = await page.evaluate(async () => {
        const known = Catalogue.byId("u00002");
        await Parts.of(known);
        const { name, owner, address, lon, lat } = known;
        return { name, owner, address, lon, lat };
    });
    assert.equal(await heading(page), business.name);
    assert.equal(await page.title(), `${business.name} · Katalog industri rumahan`);
    assert.equal(await fact(page, "Alamat"), business.address);
    assert.equal(await fact(page, "Tempat"), "Lumut, Belinyu, Bangka");
    assert.equal(await fact(page, "Nomor telepon"), "+62 812-0000-002");
    assert.equal(await fact(page, "Pemilik"), business.owner);
    const [chat, call, route] = await hrefs(page, ".actions a");
    assert.match(chat, /^https:\/\/wa\.me\/628120000002\?text=Halo%2C%20saya/);
    assert.equal(call, "tel:+628120000002");
    assert.equal(route, `https://www.google.com/maps/search/?api=1&query=${business.lat},${business.lon}`);
    const outside = await page.locator(".actions a[target=_blank]").evaluateAll((all) => all.map((each) => each.rel));
    assert.deepEqual(outside, ["noopener noreferrer", "noopener noreferrer"]);
}

export async function saysWhatAPointIs({ page, open }) {
    await open("#/usaha/u00003"); // every third is drawn at the point of its village
    assert.match(await fact(page, "Tempat"), /Titik di peta adalah titik desa/);
    assert.equal(await page.locator(".facts dt", { hasText: "Nomor telepon" }).count(), 0); // it gave none
    assert.equal(await page.locator(".actions .primary").count(), 0);
}

export async function opensAVillageByItsLink({ page, open }) {
    await open("#/desa/19.01.01.2001");
    assert.equal(await heading(page), "Kuto Panji");
    assert.deepEqual(await page.locator(".tiles dd").allInnerTexts(), ["40", "25", "Kemplang"]);
    assert.equal(await page.locator(".findings li").innerText(), "Titik panas dan titik dingin: Titik panas");
    const own = await page.evaluate(() => Catalogue.inVillage("19.01.01.2001").length);
    assert.equal(await page.locator(".card").count(), own);
    assert.deepEqual(await hrefs(page, ".path a"), ["#/?wilayah=19.01", "#/?wilayah=19.01.01"]);
}

export async function tellsNothingOfFew({ page, open }) {
    await open("#/desa/19.01.01.2005");
    const told = await page.locator(".tiles dd").allInnerTexts();
    const [own, women] = await page.evaluate(() => {
        const listed = Catalogue.inVillage("19.01.01.2005");
        return [listed.length, listed.filter(Catalogue.isWomens).length];
    });
    assert.deepEqual(told, [`${own} atau lebih`, `${women} atau lebih`, "Belum dapat disebutkan"]);
}

export async function opensTheData({ page, open, address }) {
    await open("#/data");
    assert.deepEqual(await hrefs(page, ".file"), ["unduhan/data_terbuka.zip"]);
    assert.equal(await fact(page, "Tanggal"), "26 November 2026");
    assert.equal(await fact(page, "Lisensi"), "CC BY 4.0");
    assert.match(await page.locator(".details").innerText(), /Gi\*, contoh\./);
    if (!address.startsWith("http")) return;
    const download = page.waitForEvent("download");
    await page.click(".file");
    assert.equal((await download).suggestedFilename(), "data_terbuka.zip");
}

export async function speaksBothLanguages({ page, open }) {
    await open("#/?produk=PGN02&wilayah=19.01.01");
    await page.click('a[hreflang="en"]');
    await page.waitForFunction(() => document.documentElement.lang === "en" && document.querySelector("h1"));
    assert.equal(await heading(page), "Kemplang crackers in Belinyu");
    assert.match(page.url(), /\?lang=en#\/\?produk=PGN02&wilayah=19\.01\.01$/);
    await page.click(".card >> nth=0");
    await page.waitForSelector(".actions");
    assert.match(page.url(), /\?lang=en#\/usaha\//);
    await page.click('a[hreflang="id"]');
    await page.waitForFunction(() => document.documentElement.lang === "id" && document.querySelector(".actions"));
    assert.equal(await page.locator(".back").innerText(), "Kembali ke daftar");
}

export async function knowsAllItsWords({ page, open }) {
    const views = [
        "#/",
        "#/?q=zzz",
        "#/?lapisan=panas",
        "#/usaha/u00000",
        "#/desa/19.01.01.2001",
        "#/data",
        "#/usaha/none",
    ];
    for (const language of ["id", "en"]) {
        for (const hash of views) {
            await open(hash, `?lang=${language}`);
            const keys = await page.evaluate(() => {
                const text = [...document.querySelectorAll("body *")].flatMap((each) => [
                    ...[...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
                    each.getAttribute("aria-label") || "",
                    each.getAttribute("placeholder") || "",
                ]);
                return text.filter((each) => /^[a-z]+(_[a-z]+)+$/.test(each.trim()) || /\{\w+\}/.test(each));
            });
            assert.deepEqual(keys, [], `${language} ${hash}`);
        }
    }
}

export async function turnsDarkAndRemembersIt({ page, open }) {
    await open();
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await paper(), "rgb(250, 249, 246)");
    await page.click('button[aria-label="Tampilan gelap"]');
    assert.equal(await paper(), "rgb(21, 27, 29)");
    await page.reload();
    assert.equal(await paper(), "rgb(21, 27, 29)");
}

export async function isDarkWhereTheDeviceIs({ page, open }) {
    await open();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
}
isDarkWhereTheDeviceIs.device = { colorScheme: "dark" };

export async function printsOnlyThePage({ page, open }) {
    await open("#/usaha/u00002");
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    for (const hidden of [".top", ".map-pane", ".actions", ".back"]) assert.ok(!(await page.isVisible(hidden)), hidden);
    const source = `Katalog industri rumahan · Dinas contoh · Data per 26 November 2026\n${page.url()}`;
    assert.equal(await page.locator("#print-address").innerText(), source);
    assert.ok(await page.isVisible(".facts"));
}

export async function printsTheWholeListAfterABusiness({ page, open }) {
    await open();
    await page.click(".card >> nth=0");
    await page.waitForSelector(".neighbours");
    await page.click(".back a");
    await page.waitForSelector(".list-page");
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    assert.equal(await page.locator(".list-page .card").count(), 300);
}

export async function chatsWithMobilePhonesOnly({ page, open }) {
    await open();
    const links = ["+62812345678", "+62717421234", "+15551234567"].map((phone) =>
        page.evaluate((each) => Links.whatsapp(each, "Halo"), phone),
    );
    assert.deepEqual(await Promise.all(links), ["https://wa.me/62812345678?text=Halo", null, null]);
}

export async function sharesTheAddress({ page, context, open }) {
    await page.addInitScript(() => {
        Object.defineProperty(navigator, "share", { value: async (what) => (window.shared = what) });
    });
    await open("#/desa/19.01.01.2001");
    await page.click('button:has-text("Bagikan")');
    assert.deepEqual(await page.evaluate(() => window.shared), { title: "Kuto Panji", url: page.url() });
}

export async function admitsToBeingADraft({ page, open }) {
    await page.addInitScript(() => {
        const { json } = Response.prototype;
        Response.prototype.json = async function () {
            return { ...(await json.call(this)), draft: true };
        };
    });
    await open();
    assert.equal(await page.locator("#draft").innerText(), "DRAF: katalog ini belum disahkan.");
}

export async function saysProductsOnceWhereThereIsNoName({ page, open }) {
    await open();
    await page.evaluate(() => {
        Catalogue.columns.name[0] = null;
        Router.go(Router.business(Catalogue.businesses[0].id));
    });
    await page.waitForSelector(".details h1");
    const product = await heading(page);
    const shown = await page.locator(".details").innerText();
    assert.equal(shown.split("\n").filter((line) => line.trim() === product).length, 1);
}

export async function tellsABrowserThatCannotReadIt({ page, address, troubles }) {
    await page.addInitScript(() => delete window.DecompressionStream);
    await page.goto(`${address}index.html`);
    await page.waitForFunction(() => /perbarui perambah.*update the browser/.test(document.body.innerText));
    troubles.length = 0;
}
