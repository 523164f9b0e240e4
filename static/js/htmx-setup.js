// htmx: the CSRF token, and kind words when an answer does not come.
import { toast } from "./toasts.js";

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export function csrfToken() {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value || cookie("csrftoken");
}

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
});

// A form that comes back with its errors is an answer to show, not a failure.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

const REASONS = {
  409: "Somebody changed this in the meantime. Load the page again to see it.",
  413: "That file is too large.",
  429: "That was too much at once. Wait a minute and try again.",
};

// The server says in plain text what was wrong (core/errors.py); a proxy in between does not.
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  const said = xhr.getResponseHeader("Content-Type")?.startsWith("text/plain") ? xhr.responseText : "";
  toast({ tone: "bad", text: said || REASONS[xhr.status] || "The server could not do that. Nothing was changed; try again in a minute." });
});

document.addEventListener("htmx:sendError", () => {
  toast({ tone: "bad", text: "No connection to the server. What you typed is still here; try again when you are online." });
});

// What came in anew takes the focus where it asks for it, and the first error of a form always does.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = event.detail.target;
  (target.querySelector?.("[aria-invalid=true]") || target.querySelector?.("[data-mr-focus]"))?.focus();
});
