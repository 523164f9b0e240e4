// Choosing rows of a list: boxes are [data-mr-select] inside [data-mr-bulk], [data-mr-select-page] takes the page,
// shift takes everything between. The bar shows itself once something is chosen, and offers all that match.
const lastBox = new WeakMap();

function boxes(list) {
  return [...list.querySelectorAll("[data-mr-select]")];
}

function refresh(list) {
  const all = boxes(list);
  const chosen = all.filter((box) => box.checked);
  all.forEach((box) => box.closest("tr, li")?.classList.toggle("is-selected", box.checked));
  const page = list.querySelector("[data-mr-select-page]");
  if (page) {
    page.checked = all.length > 0 && chosen.length === all.length;
    page.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const bar = list.querySelector("[data-mr-bulk-bar]");
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  bar.querySelector("[data-mr-bulk-count]").textContent = chosen.length;
  const offer = bar.querySelector("[data-mr-bulk-all]");
  if (offer) {
    offer.hidden = chosen.length < all.length;
    if (offer.hidden) offer.querySelector("input").checked = false;
  }
}

document.addEventListener("click", (event) => {
  const list = event.target.closest("[data-mr-bulk]");
  if (!list) return;
  if (event.target.matches("[data-mr-select]")) {
    const all = boxes(list);
    const from = all.indexOf(lastBox.get(list));
    const to = all.indexOf(event.target);
    if (event.shiftKey && from >= 0) {
      all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((box) => { box.checked = event.target.checked; });
    }
    lastBox.set(list, event.target);
    refresh(list);
  } else if (event.target.matches("[data-mr-select-page]")) {
    boxes(list).forEach((box) => { box.checked = event.target.checked; });
    refresh(list);
  } else if (event.target.closest("[data-mr-bulk-clear]")) {
    boxes(list).forEach((box) => { box.checked = false; });
    refresh(list);
    list.querySelector("[data-mr-select-page], [data-mr-select]")?.focus();
  }
});

function refreshAll() {
  document.querySelectorAll("[data-mr-bulk]").forEach(refresh);
}

document.addEventListener("htmx:afterSettle", refreshAll);
refreshAll();
