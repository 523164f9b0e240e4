// The composer: nothing is submitted before it is saved.
// <form data-mr-when-saved="compose-form"> waits for what is still being typed in that form.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const typed = document.getElementById(form.dataset.mrWhenSaved || "");
  if (!typed?.dataset.mrUnsaved || event.defaultPrevented) return;
  event.preventDefault();
  typed.addEventListener("mr:saved", () => form.requestSubmit(event.submitter), { once: true });
  typed.dispatchEvent(new CustomEvent("mr:save-now", { bubbles: true }));
});

// The row of whoever the preview shows is the current one, and a test goes out as to them.
document.addEventListener("htmx:afterSettle", () => {
  const to = document.getElementById("preview")?.dataset.mrTo;
  document.querySelectorAll("#recipients .mr-pick").forEach((row) => {
    const current = Boolean(to) && row.id === `recipient-${to}`;
    row.classList.toggle("is-current", current);
    if (current) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  });
  const test = document.querySelector("[data-mr-as-shown]");
  if (test && to) test.action = `${test.action.split("?")[0]}?to=${to}`;
});

// What could not be saved by itself can be saved by hand; the page that answers shows what stood in the way.
document.addEventListener("mr:not-saved", (event) => {
  document.querySelectorAll(`[data-mr-save-by-hand="${event.target.id}"]`).forEach((button) => { button.hidden = false; });
});
document.addEventListener("mr:saved", (event) => {
  document.querySelectorAll(`[data-mr-save-by-hand="${event.target.id}"]`).forEach((button) => { button.hidden = true; });
});
