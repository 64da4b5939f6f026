// Wiring: an address comes in, a page and a map come out.
"use strict";

(() => {
  const { make, icon } = Dom;
  const wide = window.matchMedia("(min-width: 60rem)");
  const panel = document.getElementById("panel");
  const mapBox = make("div", { class: "map", id: "map" });
  const scrolls = new Map();
  let listElement = null;
  let last = { view: null, filters: Filters.NONE, hash: "", rendered: "" };
  let found = [];
  let area = null;
  let layer = null;

  function find(filters) {
    const scores = Search.scores(filters.q);
    const passing = Catalogue.businesses.filter((each) => (!scores || scores[each.index] > 0) && Filters.passes(each, filters));
    const byName = (a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index);
    return passing.sort(scores ? (a, b) => scores[b.index] - scores[a.index] || byName(a, b) : byName);
  }

  function onAddress(place, moved) {
    scrolls.set(last.hash, scroller().scrollTop);
    const toList = Router.list(place.view === "list" ? place.filters : last.filters);
    setLayer(place);
    ({ list: showList, usaha: showBusiness, desa: showVillage, data: showData })[place.view](place, toList, moved);
    document.body.dataset.view = place.view;
    Header.update(place.view === "list" ? place.filters.q : "");
    last = { ...last, view: place.view, hash: location.hash, filters: place.view === "list" ? place.filters : last.filters };
    if (moved) arrive(place.view);
    document.title = titleNow();
  }

  // A page that is opened by its own address has all businesses around it on the map.
  function showBusinesses() {
    if (last.rendered) return;
    found = find(Filters.NONE);
    PlaceMap.show(found);
  }

  function setLayer({ view, filters }) {
    const before = layer;
    if (view === "list" || filters.lapisan) layer = Catalogue.data.layers.find(({ id }) => id === filters.lapisan) || null;
    if (last.view && layer === before) return;
    PlaceMap.showLayer(layer);
    Legend.update(layer);
    if (last.view === "list" && !area) fitTo(filters); // beside the legend, which is open now
  }

  function showList({ filters }) {
    const wanted = Router.list({ ...filters, lapisan: "" });
    if (last.rendered !== wanted) {
      found = find(filters);
      area = null;
      last.rendered = wanted;
      ListPage.update(filters, found, area);
      PlaceMap.show(found);
      fitTo(filters);
      if (last.view) Dom.announce(`${ListPage.sentence()}. ${ListPage.heading().textContent}`);
    } else if (last.view === "list") {
      ListPage.update(filters, found, area);
    }
    PlaceMap.choose(filters.wilayah ? Catalogue.regions.get(filters.wilayah) : null);
    put(listElement);
  }

  function fitTo(filters) {
    const region = filters.wilayah && Catalogue.regions.get(filters.wilayah);
    PlaceMap.fit(region && region.box ? region.box : PlaceMap.boxOf(found));
  }

  function showBusiness({ key }, toList) {
    const business = Catalogue.byId.get(key);
    if (!business) return put(Details.missing("no_business", toList));
    showBusinesses();
    PlaceMap.choose(business);
    PlaceMap.near(business);
    return put(BusinessPage.create(business, toList));
  }

  function showVillage({ key }, toList) {
    const region = Catalogue.regions.get(key);
    if (!region || region.level !== 4) return put(Details.missing("no_village", toList));
    showBusinesses();
    PlaceMap.choose(region);
    PlaceMap.fit(region.box);
    return put(VillagePage.create(region, toList));
  }

  function showData(place, toList) {
    showBusinesses();
    put(DataPage.create(toList));
  }

  function put(element) {
    if (panel.firstElementChild !== element) panel.replaceChildren(element);
  }

  // After a step: the panel is in front, where it was left or at its top, and the heading has the focus.
  function arrive(view) {
    setPane("panel");
    scroller().scrollTop = view === "list" ? scrolls.get(location.hash) || 0 : 0;
    const heading = panel.querySelector("h1");
    if (heading && !Header.hasFocus()) heading.focus({ preventScroll: true });
  }

  const scroller = () => (wide.matches ? panel : document.documentElement);

  function titleNow() {
    const heading = panel.querySelector("h1").textContent;
    const whole = Words.text(Catalogue.data.title);
    return location.hash.length > 2 ? `${heading} · ${whole}` : whole;
  }

  function openMap() {
    setPane("map");
    PlaceMap.open(mapBox, mapHandlers).then(() => PlaceMap.resize());
  }

  // On a phone either the panel or the map is in front.
  function setPane(pane) {
    const before = document.body.dataset.pane;
    document.body.dataset.pane = pane;
    const isList = document.body.dataset.view === "list";
    const [iconName, key] = pane !== "map" ? ["map", "map"] : isList ? ["list", "list"] : ["close", "close_map"];
    const button = make("button", { class: "button primary", type: "button", on: { click: pane === "map" ? () => setPane("panel") : openMap } }, icon(iconName), Words.word(key));
    const box = document.getElementById("switch");
    const hadFocus = box.contains(document.activeElement);
    box.replaceChildren(button);
    if (hadFocus) button.focus();
    if (before === "map" && pane === "panel" && last.view === "list") ListPage.update(last.filters, found, area);
  }

  const mapHandlers = {
    business: (business) => Router.go(Router.business(business.id)),
    village: (code) => Router.go(Details.regionAddress(code)),
    moved: () => {
      if (last.view !== "list" || !document.getElementById("follow").checked) return;
      area = PlaceMap.area();
      ListPage.update(last.filters, found, area);
      Dom.announce(ListPage.sentence());
    },
  };

  function showAll() {
    area = null;
    fitTo(last.filters);
    ListPage.update(last.filters, found, area);
    Dom.announce(ListPage.sentence());
  }

  function mapPane() {
    const follow = make("input", { type: "checkbox", id: "follow", on: { change: (event) => (event.target.checked ? mapHandlers.moved() : showAll()) } });
    follow.checked = true;
    const pane = document.getElementById("map-pane");
    pane.setAttribute("aria-label", Words.word("map"));
    const pickLayer = (id) => Router.replace(withLayer(id));
    pane.append(mapBox, make("label", { class: "follow" }, follow, Words.word("follow_map")), Legend.create(pickLayer, PlaceMap.showPoints));
  }

  function withLayer(id) {
    if (last.view === "list") return Router.list({ ...last.filters, lapisan: id });
    layer = null;
    const [path] = location.hash.split("?");
    return id ? `${path}?lapisan=${encodeURIComponent(id)}` : path;
  }

  function onSearch(q) {
    const filters = { ...last.filters, q: q.trim() };
    if (last.view === "list") Router.replace(Router.list(filters));
    else Router.go(Router.list(filters));
  }

  function origin(kind) {
    return kind === "me" ? Distance.ofReader() : Promise.resolve(PlaceMap.centre());
  }

  function furniture() {
    const top = document.getElementById("top");
    new ResizeObserver(() => document.documentElement.style.setProperty("--top-height", `${top.offsetHeight}px`)).observe(top);
    document.documentElement.lang = Words.language;
    const skip = document.getElementById("skip");
    skip.textContent = Words.word("skip");
    skip.addEventListener("click", (event) => {
      event.preventDefault(); // the address after # is ours
      panel.focus();
    });
    const draft = document.getElementById("draft");
    draft.hidden = !Catalogue.data.draft;
    draft.textContent = Words.word("draft_notice");
    window.addEventListener("beforeprint", () => (document.getElementById("print-address").textContent = location.href));
  }

  function offline() {
    if (!("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;
    navigator.serviceWorker.register("sw.js").catch((problem) => console.warn(problem.message));
  }

  function start() {
    furniture();
    Header.create(document.getElementById("top"), onSearch);
    mapPane();
    listElement = ListPage.create({ filter: (filters) => Router.go(Router.list(filters)), showAll, origin });
    setPane("panel");
    Router.start(onAddress);
    const openWhenWide = () => wide.matches && PlaceMap.open(mapBox, mapHandlers);
    requestAnimationFrame(() => window.setTimeout(openWhenWide, 0)); // first the list, then the map
    wide.addEventListener("change", openWhenWide);
    window.addEventListener("load", () => window.setTimeout(() => { Search.prepare(); offline(); }, 300));
  }

  start();
})();
