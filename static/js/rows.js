// Rows of a document's form that were added, moved or taken away: the focus stays where the work is, and it is saved.
// The buttons are plain submits with a formaction; htmx swaps the fieldset, whose data-mr-turned says what was done.
document.addEventListener("htmx:afterSettle", (event) => {
  const rows = document.getElementById(event.detail.target.id);
  if (!rows?.matches("[data-mr-rows]") || !rows.dataset.mrTurned) return;
  const [name, verb, at] = rows.dataset.mrTurned.split(":");
  delete rows.dataset.mrTurned;
  const cards = [...rows.querySelectorAll(":scope > ol > li")];
  const place = { add: cards.length - 1, up: Number(at) - 1, down: Number(at) + 1, remove: Math.min(Number(at), cards.length - 1) }[verb];
  const card = cards[place];
  const field = card?.querySelector("textarea, input:not([type=hidden])");
  const again = card?.querySelector(`button[value^="${name}:${verb}:"]:not(:disabled)`);
  (verb === "add" ? field : again || card?.querySelector("button:not(:disabled)") || rows.querySelector(":scope > button"))?.focus();
  rows.dispatchEvent(new Event("input", { bubbles: true }));
});
