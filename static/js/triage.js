// Triage: "e" leads into the panel, Escape leads out again, so that y and n mean the decision; a long list shows the open one.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-mr-edits]");
  if (!link) return;
  event.preventDefault();
  const field = document.getElementById(link.dataset.mrEdits);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest?.("#verdict")) event.target.blur();
});

function showCurrent() {
  document.querySelector(".mr-triage-pick.is-current")?.scrollIntoView({ block: "nearest" });
}

// The number in the sidebar, which is not part of what is swapped, follows the list.
function count() {
  const desk = document.getElementById("triage");
  const number = document.querySelector('.mr-nav [aria-current="page"] .mr-count');
  if (!desk || !number || "mrNarrowed" in desk.dataset) return;
  number.hidden = desk.dataset.mrWaiting === "0";
  number.firstChild.textContent = desk.dataset.mrWaiting;
}

document.addEventListener("htmx:afterSettle", () => { showCurrent(); count(); });
showCurrent();
