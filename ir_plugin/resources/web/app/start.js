// Wiring: an address comes in, a page and a map come out.
"use strict";

(() => {
    const UNREADABLE =
        "Data katalog tidak dapat dibaca; muat ulang halaman ini atau perbarui perambah. " +
        "The data of the catalogue cannot be read; reload this page, or update the browser.";
    const panel = document.getElementById("panel");
    const scrolls = new Map();
    let listElement = null;
    let last = { view: null, key: "", filters: Filters.NONE, hash: "", rendered: null };
    let found = [];
    let area = null;
    let layer = null;

    function onAddress(place, moved) {
        scrolls.set(last.hash, scroller().scrollTop);
        const { view, key } = place;
        const filters = view === "list" ? place.filters : last.filters;
        const isSamePage = view !== "list" && view === last.view && key === last.key;
        document.body.dataset.view = view;
        setLayer(place);
        if (!isSamePage) SHOW[view](place, Router.list(filters));
        Header.update(view === "list" ? filters.q : "");
        last = { ...last, view, key, filters, hash: location.hash };
        if (moved) arrive(view);
        document.title = titleNow();
    }

    function setLayer({ view, filters }) {
        const wanted = Catalogue.data.layers.find(({ id }) => id === filters.lapisan) || null;
        const next = view === "list" || wanted ? wanted : layer;
        if (last.view && layer === next) return;
        layer = next;
        PlaceMap.showLayer(layer);
        Legend.update(layer);
        if (last.view === "list" && !area) fitTo(filters); // beside the legend, which is open now
    }

    const SHOW = {
        list({ filters }) {
            const wanted = Router.list({ ...filters, lapisan: "" });
            if (last.rendered !== wanted) find(filters, wanted);
            else if (filters.lapisan !== last.filters.lapisan) ListPage.update(filters, found, area); // its links keep it
            PlaceMap.choose(filters.wilayah ? Catalogue.regions.get(filters.wilayah) : null);
            put(listElement);
        },

        usaha({ key }, toList) {
            const business = Catalogue.byId(key);
            if (!business) return none("no_business", toList);
            showBusinesses();
            PlaceMap.choose(business);
            PlaceMap.near(business);
            return put(BusinessPage.create(business, toList));
        },

        desa({ key }, toList) {
            const region = Catalogue.regions.get(key);
            if (!region || region.level !== 4) return none("no_village", toList);
            showBusinesses();
            PlaceMap.choose(region);
            PlaceMap.fit(region.box);
            return put(VillagePage.create(region, toList));
        },

        data(place, toList) {
            showBusinesses();
            PlaceMap.choose(null);
            put(DataPage.create(toList));
        },
    };

    function none(key, toList) {
        PlaceMap.choose(null);
        put(Details.missing(key, toList));
    }

    function find(filters, wanted) {
        found = Filters.find(filters);
        if (filters.q && !Search.isWhole()) searchAll();
        area = null;
        ListPage.update(filters, found, area);
        PlaceMap.show(found);
        fitTo(filters);
        if (last.view) Dom.announce(`${ListPage.sentence()}. ${ListPage.heading()}`);
        last.rendered = wanted;
    }

    // A page that is opened by its own address has all businesses around it on the map.
    function showBusinesses() {
        if (last.rendered !== null || found.length) return;
        found = Filters.find(Filters.NONE);
        PlaceMap.show(found);
    }

    function fitTo({ wilayah }) {
        const region = wilayah && Catalogue.regions.get(wilayah);
        PlaceMap.fit(region && region.box ? region.box : PlaceMap.boxOf(found));
    }

    function put(element) {
        if (panel.firstElementChild !== element) panel.replaceChildren(element);
    }

    // After a step: the panel is in front, where it was left or at its top, and the heading has the focus.
    function arrive(view) {
        MapPane.putInFront("panel");
        scroller().scrollTop = view === "list" ? scrolls.get(location.hash) || 0 : 0;
        if (!Header.hasFocus()) panel.querySelector("h1").focus({ preventScroll: true });
    }

    const scroller = () => (MapPane.isBeside() ? panel : document.documentElement);

    function titleNow() {
        const whole = Words.text(Catalogue.data.title);
        return location.hash.length > 2 ? `${panel.querySelector("h1").textContent} · ${whole}` : whole;
    }

    // The list of what the map shows, or of everything again.
    function narrow(next) {
        area = next;
        ListPage.update(last.filters, found, area);
        Dom.announce(ListPage.sentence());
    }

    function showAll() {
        fitTo(last.filters);
        narrow(null);
    }

    function moved() {
        if (last.view === "list" && MapPane.isFollowed()) narrow(PlaceMap.area());
    }

    function withLayer(id) {
        if (last.view === "list") return Router.list({ ...last.filters, lapisan: id });
        if (!id) setNoLayer(); // an address without a layer leaves the one that is there
        const [path] = location.hash.split("?");
        return id ? `${path}?lapisan=${encodeURIComponent(id)}` : path;
    }

    function setNoLayer() {
        layer = null;
        PlaceMap.showLayer(null);
        Legend.update(null);
    }

    function onSearch(query) {
        const address = Router.list({ ...last.filters, q: query.trim() });
        if (last.view === "list") Router.replace(address);
        else Router.go(address);
    }

    // Owners and addresses come when the reader is about to search; what was asked for meanwhile is asked again.
    async function searchAll() {
        await Search.prepareRest();
        if (last.view !== "list" || !last.filters.q) return;
        last.rendered = null;
        Router.replace(location.hash);
    }

    // Before the first key, and after the map where there is one, which is waited for.
    function prepareSearch() {
        (window.requestIdleCallback || window.setTimeout)(Search.prepareInTime);
    }

    function start() {
        Frame.create();
        Header.create(document.getElementById("top"), onSearch, searchAll);
        MapPane.create({
            business: (business) => Router.go(Router.business(business.id)),
            village: (code) => Router.go(Details.regionAddress(code)),
            moved,
            drawn: prepareSearch,
            followed: (isFollowed) => (isFollowed ? moved() : showAll()),
            layer: (id) => Router.replace(withLayer(id)),
        });
        const origin = (kind) => (kind === "me" ? Distance.ofReader() : Promise.resolve(PlaceMap.centre()));
        listElement = ListPage.create({ filter: (filters) => Router.go(Router.list(filters)), showAll, origin });
        Router.start(onAddress);
        MapPane.openWhereThereIsRoom();
        Frame.whenLoaded(() => window.setTimeout(Frame.keepForLater, 300));
        if (!MapPane.isBeside()) prepareSearch();
    }

    function begin(data) {
        Words.begin(data);
        Catalogue.begin(data);
        start();
    }

    Packed.whole.then(begin, (problem) => {
        panel.textContent = `${UNREADABLE} (${problem.message})`;
    });
})();
