// The palette under the search field, fetched when the field is gone to: what one can go to or make first, then what
// matches in the records. The field keeps the focus; the arrows go through the list (WAI-ARIA's combobox with a listbox).
// Without this script the field is a plain form that leads to the page of results.
const WAIT_MS = 150;
const form = document.querySelector("[data-mr-search]");
const field = form.querySelector("input");
const [panel, list, actions, hits, status] = ["", "-list", "-actions", "-hits", "-count"].map((name) => form.querySelector(`[data-mr-palette${name}]`));

let timer = 0;
let asking = null;
let current = null;

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function choose(option) {
  current?.setAttribute("aria-selected", "false");
  current = option;
  current?.setAttribute("aria-selected", "true");
  current?.scrollIntoView({ block: "nearest" });
  if (current) field.setAttribute("aria-activedescendant", current.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(open) {
  const count = options().length;
  panel.hidden = !open;
  list.hidden = !count;
  field.setAttribute("aria-expanded", open && count > 0);
  if (!open) choose(null);
}

// Said once it stands still: how many there are, or that there is nothing.
function tell() {
  const count = options().length;
  status.textContent = panel.hidden ? "" : `${count || "No"} result${count === 1 ? "" : "s"}`;
}

function showActions(text) {
  const wanted = text.toLowerCase();
  const found = [...document.querySelectorAll("a[data-mr-action]")].filter((link) => link.dataset.mrAction.toLowerCase().includes(wanted));
  const rows = found.slice(0, text ? 4 : 12).map((link, at) => {
    const way = Object.assign(document.createElement("a"), { className: "mr-pick", id: `palette-way-${at}`, href: link.href, tabIndex: -1, textContent: link.dataset.mrAction });
    way.setAttribute("role", "option");
    way.setAttribute("aria-selected", "false");
    if (link.dataset.mrKey) way.append(" ", Object.assign(document.createElement("kbd"), { textContent: link.dataset.mrKey }));
    return way;
  });
  actions.replaceChildren(...rows);
  actions.hidden = !rows.length;
}

async function showHits(text) {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = text.length > 1 && await fetch(`${form.action}?${new URLSearchParams({ q: text })}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (answer && answer.headers.has("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
    else if (!answer || answer.ok) {
      if (hits.contains(current)) choose(null);
      hits.innerHTML = answer ? await answer.text() : "";
    }
  } catch { return; /* typed on, or offline: Enter still leads to the page of results */ }
  show(!panel.hidden);
  tell();
}

function open() {
  if (panel.hidden) {
    showActions(field.value.trim());
    show(true);
    tell();
  }
}

function step(to) {
  open();
  const all = options();
  if (all.length) choose(all.at(to(all.indexOf(current), all.length)));
}

const STEPS = {
  ArrowDown: (here, count) => (here + 1) % count,
  ArrowUp: (here) => Math.max(here, 0) - 1,
  Home: () => 0,
  End: () => -1,
};

field.addEventListener("focus", open);
field.addEventListener("click", open);
field.addEventListener("input", () => {
  choose(null);
  showActions(field.value.trim());
  show(true);
  clearTimeout(timer);
  timer = setTimeout(() => showHits(field.value.trim()), WAIT_MS);
});
field.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const isOfText = (event.key === "Home" || event.key === "End") && !current; // in the text, until one is in the list
  if (event.key in STEPS && !isOfText) step(STEPS[event.key]);
  else if (event.key === "Enter" && current) current.click();
  else if (event.key === "Escape" && !panel.hidden) show(false);
  else return;
  event.preventDefault();
});
form.addEventListener("focusout", (event) => {
  if (!form.contains(event.relatedTarget)) show(false);
});
panel.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
if (document.activeElement === field) {
  open();
  if (field.value.trim()) showHits(field.value.trim());
}
