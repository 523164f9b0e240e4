// Nothing typed is lost. <form data-mr-draft="pitch-12"> keeps a copy of what is typed in this browser until it is saved.
// <form data-mr-autosave="/pitches/12/draft/"> posts itself a second after the last letter and says so in [data-mr-save-state].
const WAIT_MS = 1000;
const PREFIX = "draft:";

const timers = new WeakMap();
const dirty = new WeakSet();
const leaving = new WeakSet();

function state(form, text, tone = "") {
  const place = document.querySelector(`[data-mr-save-state="${form.id}"]`) || form.querySelector("[data-mr-save-state]");
  if (!place) return;
  place.textContent = text;
  place.classList.toggle("mr-bad", tone === "bad");
}

function keyOf(form) {
  return form.dataset.mrDraft ? PREFIX + form.dataset.mrDraft : "";
}

// What belongs to this one page, such as a mark against sending twice, carries data-mr-fixed and is not kept.
function isTyped(form, name) {
  return name !== "csrfmiddlewaretoken" && !form.elements.namedItem(name)?.dataset?.mrFixed;
}

function typed(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && isTyped(form, name));
}

function keep(form) {
  if (!keyOf(form)) return;
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), fields: typed(form) }));
  } catch { /* the browser's store is full or closed: autosave and the warning on leaving still stand */ }
}

function forget(form) {
  dirty.delete(form);
  delete form.dataset.mrUnsaved;
  if (keyOf(form)) localStorage.removeItem(keyOf(form));
}

// Times are told as the server tells them: in the zone of the reader's profile, wherever the browser believes it is.
function told(moment, style) {
  const timeZone = document.documentElement.dataset.mrZone || undefined;
  try {
    return moment.toLocaleString("en-GB", { ...style, timeZone });
  } catch { // a zone younger than the browser
    return moment.toLocaleString("en-GB", style);
  }
}

const saving = new WeakSet();

async function save(form) {
  if (saving.has(form)) {
    timers.set(form, setTimeout(() => save(form), WAIT_MS)); // one at a time: each save needs the revision of the one before
    return;
  }
  saving.add(form);
  const sent = JSON.stringify(typed(form));
  state(form, "Saving…");
  try {
    const answer = await fetch(form.dataset.mrAutosave, {
      method: "POST", body: new FormData(form), headers: { "X-Requested-With": "XMLHttpRequest" }, redirect: "error",
    });
    if (!answer.ok) throw new Error(answer.status === 422 ? (await answer.text()).slice(0, 200) : "");
    if (JSON.stringify(typed(form)) === sent) forget(form);
    const revision = answer.headers.get("X-Revision");
    if (revision && form.elements.revision) form.elements.revision.value = revision;
    state(form, `Saved ${told(new Date(), { timeStyle: "short" })}`);
    form.dispatchEvent(new CustomEvent("mr:saved", { bubbles: true }));
  } catch (error) {
    state(form, error.message && !(error instanceof TypeError) ? error.message : "Not saved yet. Your text is safe here; it is tried again as you type.", "bad");
    form.dispatchEvent(new CustomEvent("mr:not-saved", { bubbles: true }));
  } finally {
    saving.delete(form);
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-mr-draft], form[data-mr-autosave], form[data-mr-guard]");
  if (!form) return;
  dirty.add(form);
  form.dataset.mrUnsaved = "1";
  keep(form);
  if (!form.dataset.mrAutosave) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(() => save(form), WAIT_MS));
});

// A button elsewhere that needs the text saved first (js/compose.js).
document.addEventListener("mr:save-now", (event) => {
  clearTimeout(timers.get(event.target));
  save(event.target);
});

document.addEventListener("submit", (event) => {
  leaving.add(event.target);
  if (keyOf(event.target)) sessionStorage.setItem("mr-sent", keyOf(event.target));
  clearTimeout(timers.get(event.target));
});

window.addEventListener("beforeunload", (event) => {
  const unsaved = [...document.forms].some((form) => dirty.has(form) && !leaving.has(form));
  if (unsaved) event.preventDefault();
});

// What was kept has rows that this page does not: the server draws the form with what was typed, and saves nothing yet.
function redraw(form, fields) {
  const again = document.createElement("form");
  again.method = "post";
  again.action = form.dataset.mrRedraw;
  again.hidden = true;
  const now = form.elements.revision ? [["revision", form.elements.revision.value]] : [];
  for (const [name, value] of [["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value], ...fields.filter(([name]) => name !== "revision"), ...now]) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}

// A form that shows what was kept: offered, never forced upon what the server knows.
// <form data-mr-typed> shows what was typed and could not be saved: that is what is kept from now on.
function offer(form) {
  if ("mrTyped" in form.dataset) { keep(form); return; }
  const kept = JSON.parse(localStorage.getItem(keyOf(form)) || "null");
  if (!kept || JSON.stringify(kept.fields) === JSON.stringify(typed(form))) return;
  const note = document.getElementById("draft-note")?.content.firstElementChild.cloneNode(true);
  if (!note) return;
  note.querySelector("[data-mr-draft-at]").textContent = told(new Date(kept.at), { dateStyle: "medium", timeStyle: "short" });
  note.querySelector("[data-mr-draft-use]").addEventListener("click", () => {
    if (form.dataset.mrRedraw && kept.fields.some(([name]) => !form.elements.namedItem(name))) { redraw(form, kept.fields); return; }
    for (const [name, value] of kept.fields) {
      const field = form.elements.namedItem(name);
      if (!field || !("value" in field)) continue;
      field.value = value;
      field.dispatchEvent(new Event("mr:restore"));
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    note.remove();
  });
  note.querySelector("[data-mr-draft-drop]").addEventListener("click", () => { forget(form); note.remove(); });
  form.prepend(note);
}

// A form that was posted and led on to a page was taken by the server; one that led to the sign-in page was not.
const sent = sessionStorage.getItem("mr-sent");
if (sent && performance.getEntriesByType("navigation")[0]?.redirectCount && !location.pathname.startsWith("/account/")) localStorage.removeItem(sent);
sessionStorage.removeItem("mr-sent");
document.querySelectorAll("form[data-mr-draft]").forEach(offer);
// The page after saving names the draft that the server has taken: <span data-mr-draft-saved="pitch-12" hidden>.
document.querySelectorAll("[data-mr-draft-saved]").forEach((mark) => localStorage.removeItem(PREFIX + mark.dataset.mrDraftSaved));
