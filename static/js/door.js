// The list at the door. Each tap is kept on the phone under a key of its own until the server has it; the page works
// without network, also after it was closed and opened again (door-worker.js keeps it). Without storage or worker it
// still works while the page stays open.
const root = document.querySelector("[data-mr-door]");
const STORE = `mr-door:${location.pathname}`;
const AGAIN = 10_000;

const newKey = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
  (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

function load() {
  try { return JSON.parse(localStorage.getItem(STORE)) ?? {}; } catch { return {}; }
}

const kept = load();
let people = JSON.parse(document.getElementById("people").textContent);
let taps = kept.taps ?? [];
let isSending = false;
let isReached = true;
// What the phone heard last may be newer than the page that it kept.
if (kept.people && kept.heard > Number(root.dataset.mrAt)) people = kept.people;

function keep() {
  try { localStorage.setItem(STORE, JSON.stringify({ people, taps, heard: Date.now() / 1000 })); } catch { /* full, or private */ }
}

// Whether somebody is in, by the last tap on this phone, else by the list.
function isIn(person, guest) {
  const last = taps.findLast((tap) => tap.invitee === person.id && (tap.guest ?? null) === (guest?.id ?? null));
  return last ? last.in : (guest ?? person).came;
}

function button(person, guest) {
  const made = document.createElement("button");
  const inside = isIn(person, guest);
  made.type = "button";
  made.className = inside ? "btn btn-primary mr-door-in" : "btn mr-door-in";
  made.textContent = inside ? "In" : "Check in";
  made.setAttribute("aria-pressed", String(inside));
  made.setAttribute("aria-label", `${(guest ?? person).name}: ${inside ? "is in, take it back" : "check in"}`);
  made.addEventListener("click", () => {
    taps.push({ key: newKey(), at: new Date().toISOString(), in: !inside, invitee: person.id, guest: guest?.id ?? null });
    keep();
    show();
    send();
  });
  return made;
}

function line(person, guest) {
  const who = guest ?? person;
  const row = document.createElement("li");
  const text = document.createElement("span");
  const name = document.createElement("b");
  const more = document.createElement("span");
  name.textContent = who.name;
  more.className = "mr-meta";
  const said = guest ? [`with ${person.name}`] : [person.outlet, person.state === "waiting" ? "waiting list" : "",
    person.state === "invited" && !person.walkIn ? "no answer" : "", person.walkIn ? "walked in" : "", person.accreditation];
  if (who.photographer) said.push("camera");
  more.textContent = said.filter(Boolean).join(", ");
  text.append(name, more);
  row.append(text, button(person, guest));
  row.className = guest ? "mr-door-row mr-door-guest" : "mr-door-row";
  return row;
}

const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function show() {
  const wanted = folded(root.querySelector("#find").value.trim());
  const list = root.querySelector("[data-mr-door-list]");
  const shown = people.filter((one) => !wanted
    || folded(`${one.name} ${one.outlet} ${one.guests.map((guest) => guest.name).join(" ")}`).includes(wanted));
  list.replaceChildren(...shown.flatMap((one) => [line(one), ...one.guests.map((guest) => line(one, guest))]));
  root.querySelector("[data-mr-door-none]").hidden = shown.length > 0;
  const waiting = taps.filter((tap) => tap.name);
  root.querySelector("[data-mr-door-new]").replaceChildren(...waiting.map((tap) => {
    const row = document.createElement("li");
    row.textContent = `${tap.name}${tap.outlet ? `, ${tap.outlet}` : ""}: walked in`;
    return row;
  }));
  const inside = people.reduce((sum, one) => sum + isIn(one) + one.guests.filter((guest) => isIn(one, guest)).length, 0);
  root.querySelector("[data-mr-door-in]").textContent = `${inside + waiting.length} in`;
  const state = root.querySelector("[data-mr-door-state]");
  const left = taps.length;
  state.textContent = left ? `${left} kept on this phone until the network is back` : isReached ? "Everything is saved" : "No network; taps are kept";
  state.dataset.waits = left ? "yes" : "";
}

async function send() {
  if (isSending) return;
  isSending = true;
  const sent = taps.slice(0, 200);
  try {
    const answer = await fetch(root.dataset.mrSync, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent), credentials: "omit",
    });
    isReached = answer.ok;
    if (answer.ok) {
      people = (await answer.json()).people;
      const through = new Set(sent.map((tap) => tap.key));
      taps = taps.filter((tap) => !through.has(tap.key));
      keep();
    }
  } catch {
    isReached = false;
  }
  isSending = false;
  show();
  if (isReached && taps.length) send();
}

root.querySelector("#find").addEventListener("input", show);
root.querySelector("form[data-mr-walk-in]").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const given = Object.fromEntries(new FormData(form));
  if (!given.name.trim()) { form.elements.name.focus(); return; }
  taps.push({ key: newKey(), at: new Date().toISOString(), in: true, invitee: null, guest: null, ...given });
  form.reset();
  keep();
  show();
  send();
});
addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
setInterval(send, AGAIN);
show();
send();

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(root.dataset.mrWorker).then(() => navigator.serviceWorker.ready).then((registration) => {
    const assets = performance.getEntriesByType("resource").map((entry) => entry.name).filter((url) => url.startsWith(location.origin) && url.includes("/static/"));
    registration.active.postMessage({ keep: [location.href, ...assets] });
  }).catch(() => { /* no worker: the page works while it stays open */ });
}
