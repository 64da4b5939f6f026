// What axe-core finds on every page, in light and dark, on a desk and on a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const VIEWS = [
    "#/",
    "#/?produk=PGN02&wilayah=19.01.01&lapisan=panas",
    "#/?q=zzzz",
    "#/usaha/u00002",
    "#/desa/19.01.01.2001",
    "#/data",
];
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function look({ page, open, need }, prepare = async () => {}) {
    const axe = readFileSync(need.resolve("axe-core/axe.min.js"), "utf-8");
    for (const hash of VIEWS) {
        await open(hash);
        await prepare(page);
        await page.evaluate(axe);
        const faults = await page.evaluate(async () => {
            const { violations } = await axe.run(document);
            return violations.map(
                (each) => `${each.impact} ${each.id}: ${each.nodes.map((node) => node.html).join(" | ")}`,
            );
        });
        assert.deepEqual(faults, [], hash);
    }
}

const withMap = async (page) => {
    await page.waitForSelector("#map[data-idle]");
    await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
};

export async function isOpenToAllOnADesk(visit) {
    await look(visit, withMap);
}

export async function isOpenToAllInTheDark(visit) {
    await look(visit, withMap);
}
isOpenToAllInTheDark.slow = true;
isOpenToAllInTheDark.device = { colorScheme: "dark" };

export async function isOpenToAllOnAPhone(visit) {
    await look(visit);
}
isOpenToAllOnAPhone.device = phone;

export async function isOpenToAllOnAPhoneInTheDark(visit) {
    await look(visit);
}
isOpenToAllOnAPhoneInTheDark.slow = true;
isOpenToAllOnAPhoneInTheDark.device = { ...phone, colorScheme: "dark" };

export async function hasLandmarksAndOneHeading({ page, open }) {
    for (const hash of VIEWS) {
        await open(hash);
        const found = await page.evaluate(() => ({
            headings: document.querySelectorAll("h1").length,
            main: document.querySelectorAll("main").length,
            header: document.querySelectorAll("body > header").length,
            search: document.querySelectorAll("[role=search]").length,
            map: document.querySelector("#map-pane").getAttribute("aria-label"),
        }));
        assert.deepEqual(found, { headings: 1, main: 1, header: 1, search: 1, map: "Peta" }, hash);
    }
}
hasLandmarksAndOneHeading.device = phone;
