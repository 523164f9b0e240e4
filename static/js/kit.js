// The order of a kit: [data-mr-sort] is a row that can be dragged by its [data-mr-grip] within its [data-mr-sortable],
// and its value is where its new place is posted. With the keyboard the buttons beside each row do the same.
import { csrfToken } from "./htmx-setup.js";

let dragged = null;

const marks = ["is-drop-before", "is-drop-after"];
const rows = (list) => [...list.children].filter((row) => row.matches("[data-mr-sort]"));
const clear = () => document.querySelectorAll(".is-drop-before, .is-drop-after").forEach((row) => row.classList.remove(...marks));

// A row can only be dragged by its grip, so that text in it can still be chosen.
document.addEventListener("pointerdown", (event) => {
  const row = event.target.closest("[data-mr-grip]")?.closest("[data-mr-sort]");
  if (row) row.draggable = true;
});
document.addEventListener("pointerup", () => {
  document.querySelectorAll("[data-mr-sort][draggable=true]").forEach((row) => { row.draggable = false; });
});

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-mr-sort]");
  if (!row?.draggable) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.id);
  row.classList.add("is-dragged");
});

function over(event) {
  const row = dragged && event.target.closest?.("[data-mr-sort]");
  const sibling = row && rows(dragged.parentElement).find((one) => one === row || one.contains(row));
  return sibling && sibling !== dragged ? sibling : null;
}

function isBefore(event, row) {
  const box = row.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2;
}

document.addEventListener("dragover", (event) => {
  const row = over(event);
  clear();
  if (!row) return;
  event.preventDefault();
  row.classList.add(isBefore(event, row) ? "is-drop-before" : "is-drop-after");
});

document.addEventListener("drop", (event) => {
  const row = over(event);
  if (!row) return;
  event.preventDefault();
  const others = rows(dragged.parentElement).filter((one) => one !== dragged);
  const to = others.indexOf(row) + (isBefore(event, row) ? 0 : 1);
  window.htmx.ajax("POST", dragged.dataset.mrSort, {
    target: "#builder", swap: "outerHTML", values: { to, csrfmiddlewaretoken: csrfToken() },
  });
});

document.addEventListener("dragend", () => {
  clear();
  dragged?.classList.remove("is-dragged");
  if (dragged) dragged.draggable = false;
  dragged = null;
});

// What was picked is in the kit: the picker has done its work.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && event.target.matches?.("[data-mr-closes]")) event.target.closest("dialog")?.close();
});
