"use strict";
// Filter, search, explanations on hover and by keyboard. Text is only ever copied as nodes, never read as HTML.
(() => {
  const get = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".card")];
  const names = [...document.querySelectorAll("tr.name")];
  const tip = get("tip"), search = get("search"), rule = get("rule"), file = get("file"), sure = get("sure");

  // What a person types finds what is written: case, marks and forms of letters do not count.
  const fold = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase().replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647");
  const folded = new WeakMap();
  const textOf = (element) => {
    if (!folded.has(element)) {
      const labels = [...element.querySelectorAll("[data-x]")].map((one) => one.dataset.x);
      folded.set(element, fold(`${element.textContent} ${labels.join(" ")}`));
    }
    return folded.get(element);
  };
  const tells = (item) => (!rule.value || item.dataset.r.split(" ").includes(rule.value)) &&
    (!sure.value || (sure.value === "0") === item.classList.contains("maybe"));

  function filter() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const has = (element) => words.every((word) => textOf(element).includes(word));
    let shown = 0, changes = 0;
    for (const card of cards) {
      const fits = (!file.value || card.dataset.f === file.value) && (!words.length || has(card));
      const items = fits ? [...card.querySelectorAll("li")].filter(tells) : [];
      card.hidden = !items.length;
      shown += items.length ? 1 : 0;
      changes += items.length;
    }
    for (const name of names) name.hidden = words.length > 0 && !has(name);
    get("count").textContent = `${shown} of ${cards.length} places, ${changes} explained`;
    get("none").hidden = shown > 0 || !cards.length;
  }

  function related(number) {
    return document.querySelectorAll(`[data-c="${number}"], #c${number}`);
  }
  function light(number, on) {
    for (const one of related(number)) one.classList.toggle("on", on);
  }
  let told = null;
  function hide() {
    if (told !== null) light(told, false);
    told = null;
    tip.hidden = true;
  }
  function tell(mark) {
    hide();
    told = mark.dataset.c;
    light(told, true);
    const source = get(`c${told}`), line = document.createElement("p");
    for (const node of source.childNodes) line.append(node.cloneNode(true));
    tip.replaceChildren(line);
    tip.hidden = false;
    const box = mark.getClientRects()[0] || mark.getBoundingClientRect(), own = tip.getBoundingClientRect();
    const below = box.bottom + 10 + own.height < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    tip.style.top = `${Math.max(8, below ? box.bottom + 10 : box.top - own.height - 10)}px`;
  }
  const markOf = (target) => target instanceof Element ? target.closest("[data-c]") : null;
  addEventListener("mouseover", (event) => { const mark = markOf(event.target); if (mark) tell(mark); else if (!markOf(document.activeElement)) hide(); });
  addEventListener("focusin", (event) => { const mark = markOf(event.target); if (mark) tell(mark); else hide(); });
  addEventListener("focusout", hide);
  addEventListener("scroll", () => { const mark = markOf(document.activeElement); if (mark && told !== null) tell(mark); else hide(); }, { passive: true });

  function step(by) {
    const here = markOf(document.activeElement);
    const card = here ? here.closest(".card") : null;
    const marks = (one) => [...one.querySelectorAll(".before [data-c]")];
    let place = card ? cards.indexOf(card) : by > 0 ? -1 : cards.length;
    if (card) {
      const own = marks(card), at = own.findIndex((one) => one.dataset.c === here.dataset.c) + by;
      if (own[at]) return own[at].focus();
    }
    for (place += by; place >= 0 && place < cards.length; place += by) {
      const own = cards[place].hidden ? [] : marks(cards[place]);
      if (own.length) {
        cards[place].scrollIntoView({ block: "center" });
        return own[by > 0 ? 0 : own.length - 1].focus({ preventScroll: true });
      }
    }
  }
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input, select, textarea");
    const bar = event.target.closest(".bar");
    if (event.key === "Escape") { if (typing) event.target.blur(); hide(); }
    else if (bar && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); choose(bar); }
    else if (typing) return;
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  });

  function choose(bar) {
    const box = bar.dataset.rule === undefined ? file : rule, value = bar.dataset.rule ?? bar.dataset.file;
    box.value = box.value === value ? "" : value;
    filter();
  }
  for (const bar of document.querySelectorAll(".bar")) bar.addEventListener("click", () => choose(bar));
  for (const one of [rule, file, sure]) one.addEventListener("change", filter);
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, cards.length > 500 ? 150 : 0); });
  get("filter").addEventListener("submit", (event) => event.preventDefault());
  get("filter").addEventListener("reset", () => setTimeout(filter));
  get("again").addEventListener("click", () => get("filter").reset());
  get("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  filter();
})();
