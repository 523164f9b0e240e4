// The palette under the search field: what one can go to or make first, then what matches in the records.
// Without this script the field is a plain form that leads to the page of results.
const WAIT_MS = 150;
const form = document.querySelector("[data-mr-search]");
const field = form?.querySelector("input");
const panel = form?.querySelector("[data-mr-palette]");

let timer = 0;
let asking = null;

function show(open) {
  panel.hidden = !open;
  field.setAttribute("aria-expanded", open);
}

function links() {
  return [...panel.querySelectorAll("a[href]")];
}

function showActions(text) {
  const list = panel.querySelector("[data-mr-palette-actions]");
  const wanted = text.toLowerCase();
  const found = [...document.querySelectorAll("a[data-mr-action]")].filter((link) => link.dataset.mrAction.toLowerCase().includes(wanted));
  list.replaceChildren(...found.slice(0, text ? 4 : 12).map((link) => {
    const row = Object.assign(document.createElement("li"), { className: "mr-pick" });
    const way = Object.assign(document.createElement("a"), { className: "mr-cover mr-inset", href: link.href, textContent: link.dataset.mrAction });
    row.append(way);
    if (link.dataset.mrKey) row.append(Object.assign(document.createElement("kbd"), { textContent: link.dataset.mrKey }));
    return row;
  }));
  list.hidden = found.length === 0;
}

async function showHits(text) {
  const hits = panel.querySelector("[data-mr-palette-hits]");
  asking?.abort();
  if (text.length < 2) {
    hits.replaceChildren();
    return;
  }
  asking = new AbortController();
  try {
    const answer = await fetch(`${form.action}?${new URLSearchParams({ q: text })}`, { headers: { "HX-Request": "true" }, signal: asking.signal });
    if (answer.headers.has("HX-Redirect")) location.assign(answer.headers.get("HX-Redirect"));
    else if (answer.ok) hits.innerHTML = await answer.text();
  } catch { /* typed on, or offline: Enter still leads to the page of results */ }
}

function step(by) {
  const all = [field, ...links()];
  const here = all.indexOf(document.activeElement);
  all[(here + by + all.length) % all.length].focus();
}

function open() {
  showActions(field.value.trim());
  show(true);
}

if (panel) {
  field.addEventListener("focus", open);
  field.addEventListener("click", open);
  field.addEventListener("input", () => {
    open();
    clearTimeout(timer);
    timer = setTimeout(() => showHits(field.value.trim()), WAIT_MS);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) open();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      field.focus();
      show(false);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  panel.addEventListener("mousedown", (event) => {
    if (!event.target.closest("a")) event.preventDefault(); // a click beside a link does not close it
  });
}
