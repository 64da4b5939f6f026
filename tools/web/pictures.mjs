// node pictures.mjs MODULES CHROMIUM ADDRESS FOLDER: the pictures of a catalogue, in both languages, into FOLDER.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , modules, executablePath, address, folder] = process.argv;
const { chromium } = createRequire(pathToFileURL(`${modules}/`))("playwright-core");
const DESK = { viewport: { width: 1366, height: 768 }, colorScheme: "light" };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, colorScheme: "light" };
const PICTURES = [
    { name: "kemplang", device: DESK, hash: "#/?produk=PGN02&wilayah=19.01.02" },
    { name: "titik_panas", device: DESK, hash: "#/", prepare: firstLayer },
    { name: "sentuhan_1", device: PHONE, hash: "#/" },
    { name: "sentuhan_2", device: PHONE, hash: "#/?produk=PGN02" },
    { name: "sentuhan_3", device: PHONE, hash: "#/?produk=PGN02&wilayah=19.01.02", prepare: aBusinessWithAPhoto },
];

async function firstLayer(page) {
    await page.evaluate(() => Router.go(Router.list({ ...Filters.NONE, lapisan: Catalogue.data.layers[0].id })));
    await page.uncheck(".legend .check input"); // the villages alone
}

async function aBusinessWithAPhoto(page) {
    await page.evaluate(async () => {
        await Parts.all();
        const first = Filters.find(Router.read().filters).find((each) => each.photo && each.name && each.phone);
        Router.go(Router.business(first.id));
    });
    await page.waitForFunction(() => document.querySelector(".photo")?.complete);
}

// Until the map has drawn nothing for a while.
const atRest = (page) =>
    page.evaluate(
        () =>
            new Promise((resolve) => {
                let timer = 0;
                const wait = () => {
                    clearTimeout(timer);
                    timer = setTimeout(resolve, 1500);
                };
                PlaceMap.now().on("render", wait);
                wait();
            }),
    );

async function take(browser, { name, device, hash, prepare }, language) {
    const context = await browser.newContext(device);
    const page = await context.newPage();
    await page.goto(`${address}index.html?lang=${language}${hash}`);
    await page.waitForSelector("#panel h1");
    if (device === DESK) await page.waitForSelector("#map[data-idle]");
    if (prepare) await prepare(page);
    if (device === DESK) await atRest(page);
    await page.screenshot({ path: join(folder, `katalog_${name}_${language}.png`) });
    await context.close();
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--enable-unsafe-swiftshader"] });
for (const language of ["id", "en"]) {
    for (const picture of PICTURES) await take(browser, picture, language);
}
await browser.close();
