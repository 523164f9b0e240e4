// Toasts: polite, they wait while somebody reads them; errors and what can be undone stay longer, errors until closed.
const SECONDS = { ok: 6, plain: 8 };
const SECONDS_WITH_UNDO = 12;

const stack = document.querySelector("[data-mr-toasts]");

function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

function undoForm(action) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const token = Object.assign(document.createElement("input"), { type: "hidden", name: "csrfmiddlewaretoken", value: csrfToken() });
  const button = Object.assign(document.createElement("button"), { className: "btn btn-sm btn-quiet", textContent: "Undo" });
  form.append(token, button);
  return form;
}

function keepTime(box) {
  const tone = box.dataset.mrToast;
  if (tone === "bad") return;
  const seconds = box.querySelector("form") ? SECONDS_WITH_UNDO : SECONDS[tone] || SECONDS.plain;
  let timer = 0;
  const start = () => { timer = setTimeout(() => box.remove(), seconds * 1000); };
  const hold = () => clearTimeout(timer);
  for (const event of ["pointerenter", "focusin"]) box.addEventListener(event, hold);
  for (const event of ["pointerleave", "focusout"]) box.addEventListener(event, start);
  start();
}

export function toast({ text, tone = "plain", undo = "" }) {
  const template = document.getElementById(`toast-${tone}`) || document.getElementById("toast-plain");
  const box = template.content.querySelector("[data-mr-toast]").cloneNode(true);
  box.querySelector("[data-mr-toast-text]").textContent = text;
  if (undo) box.querySelector("[data-mr-toast-text]").after(undoForm(undo));
  stack.querySelector(tone === "bad" ? "[data-mr-toasts-urgent]" : "[data-mr-toasts-polite]").append(box);
  keepTime(box);
}

document.addEventListener("mr:toasts", (event) => event.detail.toasts.forEach(toast));

document.addEventListener("click", (event) => event.target.closest("[data-mr-toast-close]")?.closest("[data-mr-toast]").remove());

// What the server said on loading: moved into the live regions, so that it is read out too.
stack?.querySelectorAll(":scope > [data-mr-toast]").forEach((box) => {
  stack.querySelector(box.dataset.mrToast === "bad" ? "[data-mr-toasts-urgent]" : "[data-mr-toasts-polite]").append(box);
  keepTime(box);
});
