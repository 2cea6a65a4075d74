"use strict";
// Ask the program on this machine what it makes of the text. Its answer is parsed as a document, where no script runs.
(() => {
  const get = (id) => document.getElementById(id);
  const text = get("text"), profile = get("profile"), state = get("state"), place = get("look");
  let asked = 0, waiting = 0;

  async function look() {
    clearTimeout(waiting);
    const own = ++asked;
    if (!text.value) { place.replaceChildren(); state.textContent = ""; return; }
    state.textContent = "…";
    try {
      const answer = await fetch("/look", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text: text.value, profile: profile.value }),
      });
      const said = await answer.text();
      if (own !== asked) return;
      if (!answer.ok) { state.textContent = said; return; }
      const parsed = new DOMParser().parseFromString(said, "text/html");
      place.replaceChildren(...[...parsed.body.children].map((one) => document.adoptNode(one)));
      get("result").value = JSON.parse(get("result").dataset.exact);
      state.textContent = "";
    } catch {
      if (own === asked) state.textContent = "the program does not answer; is it still running?";
    }
  }

  async function copy() {
    const result = get("result");
    try {
      await navigator.clipboard.writeText(JSON.parse(result.dataset.exact));
    } catch {
      result.select();
      document.execCommand("copy");
    }
    get("copied").textContent = "copied";
  }

  get("form").addEventListener("submit", (event) => { event.preventDefault(); look(); });
  text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 250); });
  profile.addEventListener("change", look);
  place.addEventListener("click", (event) => { if (event.target.closest("#copy")) copy(); });
  get("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  for (const kind of ["mouseover", "focusin", "mouseout", "focusout"]) {
    addEventListener(kind, (event) => {
      const mark = event.target instanceof Element ? event.target.closest("[data-c]") : null;
      if (!mark) return;
      for (const one of document.querySelectorAll(`[data-c="${mark.dataset.c}"], #c${mark.dataset.c}`)) {
        one.classList.toggle("on", kind === "mouseover" || kind === "focusin");
      }
    });
  }
})();
