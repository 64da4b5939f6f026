// Offline after the first visit: the network first, and what was seen last where there is none.
//
// katalog.json lists every file with its sum. A newer one makes the page be fetched anew, and whatever it no longer lists
// is forgotten: a photo whose consent was withdrawn does not live on in here.
"use strict";

// By its place: other catalogues of the same web space keep their own.
const CACHE = `klaster-ir ${self.registration.scope}`;
const LISTING = "katalog.json";
const ON_DEMAND = /^(?:foto|unduhan)\//;
const PATIENCE_MS = 6000;

const address = (path) => new URL(path, self.registration.scope).href;

self.addEventListener("install", (event) => {
    event.waitUntil(renew().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
    event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
    event.respondWith(answer(request));
    if (request.mode === "navigate") event.waitUntil(renew().catch(() => undefined)); // offline: nothing newer
});

async function answer(request) {
    const cache = await caches.open(CACHE);
    const key = request.mode === "navigate" ? address("index.html") : request.url;
    const fresh = fetch(request).then(async (response) => {
        if (response.ok && response.type === "basic") await cache.put(key, response.clone());
        return response;
    });
    const kept = await cache.match(key);
    if (!kept) return fresh;
    const patience = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
    return Promise.race([fresh.catch(() => kept), patience]);
}

// Fetches what a newer listing has that the one of last time had not, and drops what it has no more.
async function renew() {
    const cache = await caches.open(CACHE);
    const response = await fetch(address(LISTING), { cache: "no-cache" });
    if (!response.ok) throw new Error(`${LISTING}: ${response.status}`);
    const listing = await response.clone().json();
    const before = await cache.match(address(LISTING));
    const known = before ? (await before.json()).files : {};
    const changed = Object.keys(listing.files).filter((path) => listing.files[path] !== known[path]);
    const wanted = changed.filter((path) => !ON_DEMAND.test(path));
    await cache.addAll(wanted.map((path) => new Request(address(path), { cache: "no-cache" })));
    const listed = new Set(Object.keys(listing.files).map(address));
    const outdated = new Set(changed.filter((path) => ON_DEMAND.test(path)).map(address));
    for (const { url } of await cache.keys()) {
        if (!listed.has(url) || outdated.has(url)) await cache.delete(url);
    }
    await cache.put(address(LISTING), response);
}
