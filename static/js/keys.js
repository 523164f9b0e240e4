// The sheet of keys (?), fetched when it is asked for: what this page declares, then what holds everywhere and works here.
const dialog = document.getElementById("keys");
const CAPS = { ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

function key(element) {
  return element.dataset.mrKey || element.dataset.mrKeyHint;
}

function row(keys, words) {
  const entry = document.createElement("div");
  const caps = document.createElement("dd");
  keys.split(/[ +]/).forEach((name) => caps.append(Object.assign(document.createElement("kbd"), { textContent: CAPS[name] || name }), " "));
  entry.append(Object.assign(document.createElement("dt"), { textContent: words }), caps);
  return entry;
}

export function show() {
  const own = new Map();
  document.querySelectorAll("main [data-mr-key-label]").forEach((element) => {
    if (!own.has(key(element))) own.set(key(element), element.dataset.mrKeyLabel);
  });
  dialog.querySelector("[data-mr-keys-here]").replaceChildren(...[...own].map(([keys, words]) => row(keys, words)));
  dialog.querySelectorAll("[data-mr-keys]").forEach((entry) => {
    const { mrKeys, mrNeeds } = entry.dataset;
    entry.hidden = mrKeys.split(" ").some((each) => own.has(each)) || Boolean(mrNeeds && !document.querySelector(mrNeeds));
  });
  dialog.querySelectorAll("section").forEach((section) => { section.hidden = !section.querySelector("dl > :not([hidden])"); });
  dialog.showModal();
}
