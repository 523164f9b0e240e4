// Dialogs: [data-mr-opens="id"] opens one, [data-mr-close] closes it. hx-confirm and [data-mr-confirm-before] ask here
// instead of in the browser's own box. The question may be split: "Erase Ines Albrecht? | It cannot be undone. | Erase".
const box = document.querySelector("dialog[data-mr-confirm]");

export function confirm(question) {
  const [title, text = "", yes = "Go on"] = question.split("|").map((part) => part.trim());
  box.querySelector("[data-mr-confirm-title]").textContent = title;
  box.querySelector("[data-mr-confirm-text]").textContent = text;
  box.querySelector("[data-mr-confirm-yes]").textContent = yes;
  box.returnValue = "no";
  box.showModal();
  return new Promise((answer) => box.addEventListener("close", () => answer(box.returnValue === "yes"), { once: true }));
}

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await confirm(event.detail.question)) event.detail.issueRequest(true);
});

document.addEventListener("submit", async (event) => {
  const question = event.submitter?.dataset.mrConfirmBefore || event.target.dataset.mrConfirmBefore;
  if (!question || event.target.dataset.mrConfirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await confirm(question))) return;
  event.target.dataset.mrConfirmed = "yes";
  event.target.requestSubmit(event.submitter);
  delete event.target.dataset.mrConfirmed;
}, true);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-mr-opens]");
  if (opener) document.getElementById(opener.dataset.mrOpens)?.showModal();
  event.target.closest("[data-mr-close]")?.closest("dialog")?.close();
});

// A form that came back with errors is open again at once.
document.querySelectorAll("dialog[data-mr-open-now]").forEach((dialog) => dialog.showModal());
