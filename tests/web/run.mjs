// node run.mjs MODULES CHROMIUM SCENARIOS ADDRESS FOLDER NAME...: these scenarios, each in a fresh profile; their findings as JSON.
//
// A scenario is given a visit: {page, context, address, folder, open(hash, query), need(package),
// figures, troubles}. Whatever the page logs as an error, throws
// or asks from another host is a problem of the scenario. What it needs of the device stands in `scenario.device`.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , modules, executablePath, scenarios, address, folder, ...names] = process.argv;
const need = createRequire(pathToFileURL(`${modules}/`));
const { chromium } = need("playwright-core");
const DESK = { viewport: { width: 1366, height: 768 }, locale: "id-ID", colorScheme: "light" };
const ARGUMENTS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-quic", "--disable-background-networking"];
// The page is refused nothing it needs; these come from the software renderer.
const HARMLESS = /GL Driver Message|GPU stall|swiftshader/i;

function watch(page, troubles) {
    page.on("pageerror", (problem) => troubles.push(`thrown: ${problem.message}`));
    page.on("console", (message) => {
        const serious = message.type() === "error" || message.type() === "warning";
        if (serious && !HARMLESS.test(message.text()))
            troubles.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on("request", (request) => {
        const url = request.url();
        if (!url.startsWith(address) && !/^(?:blob|data):/.test(url)) troubles.push(`asked elsewhere: ${url}`);
    });
}

// usual: the device of all scenarios of a file that name none.
async function play(browser, scenario, usual) {
    const context = await browser.newContext({ ...DESK, ...usual, ...scenario.device });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    const troubles = [];
    watch(page, troubles);
    const open = async (hash = "#/", query = "") => {
        await page.goto(`${address}index.html${query}${hash}`);
        await page.waitForSelector("#panel h1");
    };
    const visit = { page, context, address, folder, open, need, figures: {}, troubles };
    try {
        await scenario(visit);
    } catch (problem) {
        troubles.push(problem.stack || String(problem));
    }
    await context.close();
    return { problem: troubles.join("\n"), figures: visit.figures };
}

const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
const found = {};
const { device, ...all } = await import(pathToFileURL(scenarios));
for (const name of names) found[name] = await play(browser, all[name], device);
await browser.close();
process.stdout.write(JSON.stringify(found));
