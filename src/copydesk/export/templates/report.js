"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const reader = byId("reader"), slot = byId("reader-body"), heading = byId("reader-title");
  let shown = null, opener = null;

  // Dark and light: the system's choice until the reader makes one.
  const theme = byId("theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = dark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Switch to " + (dark() ? "light" : "dark") + " colours"); };
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; name(); });
  name();

  // A number alone says little when it is read out.
  for (const cite of document.querySelectorAll(".cite[title]")) cite.setAttribute("aria-label", "page " + cite.textContent + ", " + cite.title);

  // Of many citations the first few are shown.
  for (const rest of document.querySelectorAll(".rest")) {
    const more = document.createElement("button");
    more.type = "button";
    more.className = "more";
    more.textContent = "+" + rest.childElementCount;
    more.setAttribute("aria-label", rest.childElementCount + " more pages");
    more.addEventListener("click", () => { rest.hidden = false; rest.querySelector("a").focus(); more.remove(); });
    rest.hidden = true;
    rest.before(more);
  }

  // What is marked on the pages.
  const kinds = [["e", "names", true], ["t", "times", true], ["q", "quotations", true], ["v", "events", false], ["k", "claims", false], ["m", "copied text", false], ["furniture", "furniture", true]];
  const tools = document.createElement("fieldset");
  tools.className = "tools";
  tools.setAttribute("aria-label", "What is marked");
  const apply = (kind, on) => kind === "furniture" ? root.classList.toggle("no-furniture", !on) : root.classList.toggle("show-" + kind, on);
  for (const [kind, words, on] of kinds) {
    const label = document.createElement("label"), box = document.createElement("input"), sample = document.createElement("span");
    box.type = "checkbox";
    box.checked = on;
    box.dataset.kind = kind;
    sample.className = "sample " + kind;
    if (kind === "furniture") sample.className = "";
    sample.textContent = words;
    label.append(box, sample);
    tools.append(label);
    apply(kind, on);
  }
  const wire = (field) => field.addEventListener("change", (event) => {
    const { kind } = event.target.dataset;
    apply(kind, event.target.checked);
    for (const twin of document.querySelectorAll('.tools input[data-kind="' + kind + '"]')) twin.checked = event.target.checked;
  });
  for (const section of document.querySelectorAll(".story .pages")) {
    const copy = tools.cloneNode(true);
    wire(copy);
    section.querySelector("h3").after(copy);
  }
  wire(tools);
  reader.querySelector(".reader-bar").after(tools);

  // A page is read beside the account: its text moves into the panel and back.
  const putBack = () => {
    if (!shown) return;
    shown.querySelector(".page-slot").append(slot.firstElementChild);
    shown.classList.remove("away");
    shown = null;
  };
  const dim = () => { for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit"); };
  const close = () => {
    if (reader.hidden) return;
    putBack();
    dim();
    reader.hidden = true;
    root.classList.remove("reading");
    if (opener) opener.focus({ preventScroll: false });
    opener = null;
  };
  const show = (id) => {
    const found = /^p(\d+)(?:-(\d+)-(\d+))?$/.exec(id);
    const page = found && byId("p" + found[1]);
    if (!page) return false;
    if (shown !== page) {
      putBack();
      slot.append(page.querySelector(".page-body"));
      page.classList.add("away");
      shown = page;
      heading.textContent = page.dataset.name;
    }
    reader.hidden = false;
    root.classList.add("reading");
    dim();
    const target = found[2] && byId(id);
    if (target) {
      for (const piece of [target, ...document.querySelectorAll('[data-of="' + id + '"]')]) piece.classList.add("lit");
      const fold = target.closest("details");
      if (fold) fold.open = true;
      const from = slot.getBoundingClientRect(), to = target.getBoundingClientRect();
      slot.scrollTop += to.top - from.top - slot.clientHeight * .35;
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    } else {
      slot.scrollTop = 0;
      slot.focus({ preventScroll: true });
    }
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#p"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const id = link.getAttribute("href").slice(1);
    const from = reader.contains(link) ? opener : link;
    if (!show(id)) return;
    event.preventDefault();
    opener = from;
    history.pushState(null, "", "#" + id);
    if (from && !reader.contains(from)) from.scrollIntoView({ block: "nearest" });
  });
  byId("reader-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });

  // Folded parts open for what is asked for inside them.
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return close();
    if (show(id)) return;
    const target = byId(id) || byId(id + "-fold");
    for (let fold = target; fold; fold = fold.parentElement) if (fold.tagName === "DETAILS") fold.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("popstate", arrive);
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", close);
  if (location.hash) {
    arrive();
    if (shown) shown.closest(".story").scrollIntoView();
  }
})();
