// Keys. Links and buttons name theirs: data-mr-key="g p" (a pair, within a second), "a", or "Alt+ArrowLeft".
// Rows are [data-mr-row]; their link is [data-mr-open], their box [data-mr-select]. Keys rest while somebody types, but
// for those with Alt. What is seldom needed, the sheet of keys and the palette, is fetched when it is asked for.
const search = document.querySelector("[data-mr-search] input");
const PAIR_MS = 1000;
let first = "";
let firstAt = 0;

function typing(target) {
  return target.isContentEditable || target.closest?.("input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [role=textbox]");
}

function visible(element) {
  return element.checkVisibility ? element.checkVisibility() : element.offsetParent !== null;
}

function named(key) {
  const found = [...document.querySelectorAll(`[data-mr-key="${CSS.escape(key)}"]`)];
  return found.find((element) => element.closest("main") && visible(element)) || found[0];
}

function press(element) {
  if (element.matches("input, textarea, select")) element.focus();
  else element.click();
}

function rows() {
  return [...document.querySelectorAll("main [data-mr-row]")].filter(visible);
}

function currentRow() {
  return document.querySelector("[data-mr-row].is-active") || document.activeElement?.closest?.("[data-mr-row]");
}

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.indexOf(currentRow());
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  document.querySelector("[data-mr-row].is-active")?.classList.remove("is-active");
  next.classList.add("is-active");
  (next.querySelector("[data-mr-open]") || next.querySelector("a, button"))?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

async function showKeys() {
  (await import("./keys.js")).show();
}

function act(key) {
  if (key === "?") return showKeys(), true;
  if (key === "/") {
    const field = document.querySelector("main [data-mr-list-search]") || search;
    return field ? (field.focus(), field.select(), true) : false;
  }
  const element = named(key);
  if (element) return press(element), true;
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "x") {
    const boxInRow = currentRow()?.querySelector("[data-mr-select]");
    return boxInRow ? (boxInRow.click(), true) : false;
  }
  return false;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape") document.activeElement.closest(".mr-means")?.firstElementChild.blur();
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    const way = !mod && !event.shiftKey && !document.querySelector("dialog[open]") && named(`Alt+${event.key}`);
    if (way) { event.preventDefault(); press(way); }
    return;
  }
  if (mod && event.key.toLowerCase() === "k") {
    if (search) { event.preventDefault(); search.focus(); search.select(); }
    return;
  }
  if (mod || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key.length !== 1) return;
  const pair = Date.now() - firstAt < PAIR_MS && first ? `${first} ${event.key}` : "";
  if (pair && named(pair)) {
    first = "";
    event.preventDefault();
    press(named(pair));
    return;
  }
  first = event.key;
  firstAt = Date.now();
  if (act(event.key)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-mr-shows-keys]")) showKeys();
});
search?.addEventListener("focus", () => import("./palette.js"), { once: true });
