// Files into the library, in pieces: form[data-mr-upload] says where to begin. Each file has its row with a bar, a way
// to cancel and, after a failure, to try again. A line that breaks is taken up where it broke; so is a page that was
// left, when the same file is chosen again.
import { csrfToken } from "./htmx-setup.js";

const AT_ONCE = 2;
const TRIES = 6;
const ASK_EVERY = 1000;
const OVER = new Set(["ready", "known", "refused", "cancelled"]);
const SILENT = "The line broke. What has arrived is kept: try again once you are online.";

class Refusal extends Error {}

const pause = (milliseconds) => new Promise((go) => { setTimeout(go, milliseconds); });

function megabytes(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

// One request. `told` hears of the bytes that are through. Rejects when there was no answer.
function send(method, url, body, { told, taking } = {}) {
  return new Promise((answer, fail) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    if (told) request.upload.addEventListener("progress", (event) => told(event.loaded));
    request.addEventListener("load", () => answer({ status: request.status, ...request.response }));
    for (const name of ["error", "abort", "timeout"]) request.addEventListener(name, () => fail(new Error(name)));
    taking?.(request);
    request.send(body);
  });
}

class Transfer {
  constructor(form, file, changed) {
    Object.assign(this, { form, file, changed, state: "waiting", received: 0, says: "" });
    const row = document.getElementById("mr-upload-row").content.cloneNode(true).firstElementChild;
    this.row = row;
    this.part = (name) => row.querySelector(`.mr-upload-${name}, [data-mr-upload-${name}]`);
    this.part("name").textContent = file.name;
    this.part("bar").setAttribute("aria-label", file.name);
    this.part("cancel").setAttribute("aria-label", `Cancel ${file.name}`);
    this.part("retry").setAttribute("aria-label", `Try ${file.name} again`);
    this.part("cancel").addEventListener("click", () => this.cancel());
    this.part("retry").addEventListener("click", () => { this.set("waiting"); });
    const client = form.elements.client?.value || form.elements.replaces?.value;
    this.key = `mr-upload:${[client, file.name, file.size, file.lastModified].join(":")}`;
    this.show();
  }

  get over() { return OVER.has(this.state); }

  set(state, says = "") {
    if (this.state === "cancelled") return;
    Object.assign(this, { state, says });
    if (this.over) localStorage.removeItem(this.key);
    this.show();
    this.changed(this);
  }

  show() {
    const done = this.state === "working" || this.state === "ready" || this.state === "known";
    const share = done ? 1 : this.received / Math.max(1, this.file.size);
    const bar = this.part("bar");
    if (this.state === "working") bar.removeAttribute("value");
    else bar.value = share;
    bar.hidden = this.over;
    this.row.dataset.state = this.state;
    const sent = this.state === "sending" ? `${megabytes(this.received)} of ` : "";
    this.part("figures").textContent = `${sent}${megabytes(this.file.size)}`;
    this.part("says").textContent = this.says || { waiting: "Waits for its turn", sending: "", working: "Being looked at" }[this.state] || "";
    this.part("retry").hidden = this.state !== "failed";
    const cancel = this.part("cancel");
    cancel.setAttribute("aria-label", `${this.over ? "Dismiss" : "Cancel"} ${this.file.name}`);
    const edit = this.part("edit");
    edit.hidden = !this.asset;
    if (this.asset) {
      edit.href = this.state === "ready" ? this.asset.edit : this.asset.url;
      edit.textContent = this.state === "ready" ? "Add words" : "Show it";
      edit.setAttribute("aria-label", `${edit.textContent}: ${this.asset.title}`);
    }
  }

  async run() {
    this.set("sending");
    try {
      const upload = await this.begin();
      this.address = upload.bytes;
      if (this.state === "cancelled") {
        await send("DELETE", this.address);
        return;
      }
      if (upload.state === "failed") await send("POST", upload.attempt);
      const last = upload.state === "open" ? await this.pieces(upload) : upload;
      await this.watch(last);
    } catch (problem) {
      this.set(problem instanceof Refusal ? "refused" : "failed", problem instanceof Refusal ? problem.message : SILENT);
    }
  }

  // Where to send it: an upload that was begun before, or a new one.
  async begin() {
    const known = this.address || localStorage.getItem(this.key);
    if (known) {
      const found = await this.patiently(() => send("GET", known));
      if (found.status === 200 && found.size === this.file.size && !OVER.has(found.state)) return found;
    }
    const data = new FormData(this.form);
    data.delete("file");
    data.set("name", this.file.name);
    data.set("size", this.file.size);
    const begun = await this.patiently(() => send("POST", this.form.dataset.mrUpload, data));
    if (begun.status !== 201) throw new Refusal(begun.says || "The server did not take it.");
    localStorage.setItem(this.key, begun.bytes);
    return begun;
  }

  async pieces(upload) {
    let last = upload;
    this.received = upload.received;
    while (last.received < this.file.size) {
      const offset = last.received;
      const piece = this.file.slice(offset, offset + upload.piece);
      const told = (loaded) => { this.received = offset + Math.min(loaded, piece.size); this.show(); };
      const taking = (request) => { this.request = request; };
      const answer = await this.patiently(() => send("PUT", `${upload.bytes}?offset=${offset}`, piece, { told, taking }));
      if (answer.status === 409) last = { ...last, received: answer.received };
      else if (answer.status === 200) last = answer;
      else throw new Refusal(answer.says || "The server does not know this upload any more. Choose the file again.");
      this.received = last.received;
      this.show();
    }
    return last;
  }

  // Again and again, with longer pauses, as long as there is no answer or the server is not well.
  async patiently(ask) {
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await ask();
        if (answer.status < 500) return answer;
        if (tries >= TRIES) throw new Error(answer.says || "server");
      } catch (problem) {
        if (this.state === "cancelled" || tries >= TRIES) throw problem;
      }
      await pause(500 * 2 ** tries);
      if (this.state === "cancelled") throw new Error("cancelled");
    }
  }

  // Until it is known what became of it.
  async watch(upload) {
    let now = upload;
    while (now.state === "working" || now.state === "open") {
      this.set("working");
      await pause(ASK_EVERY);
      if (this.state === "cancelled") return;
      now = await this.patiently(() => send("GET", upload.bytes));
      if (now.status !== 200) throw new Refusal("The server does not know this upload any more. Choose the file again.");
    }
    this.asset = now.asset;
    this.set(now.state, now.says);
  }

  async cancel() {
    const begun = !this.over && this.address;
    this.set("cancelled");
    this.state = "cancelled";
    this.request?.abort();
    const next = this.row.nextElementSibling || this.row.previousElementSibling;
    this.row.remove();
    (next?.querySelector("button:not([hidden])") || this.form.elements.file).focus();
    this.changed(this);
    if (begun) await send("DELETE", begun).catch(() => {});
  }
}

function enhance(form) {
  const rows = form.querySelector("[data-mr-upload-rows]");
  const said = form.querySelector("[data-mr-upload-said]");
  const input = form.elements.file;
  const many = form.hasAttribute("data-mr-upload-many");
  const most = Number(form.dataset.mrUploadMost) * 1_000_000;
  let transfers = [];

  form.classList.add("is-live");
  form.querySelector("[data-mr-upload-send]").hidden = true;
  input.toggleAttribute("multiple", many);
  input.required = false;

  const changed = (transfer) => {
    transfers = transfers.filter((one) => one.state !== "cancelled");
    rows.hidden = transfers.length === 0;
    if (transfer.state === "ready") document.body.dispatchEvent(new CustomEvent("mr:uploaded"));
    if (OVER.has(transfer.state)) said.textContent = `${transfer.file.name}: ${transfer.says || transfer.state}`;
    if (transfer.state === "ready" && !many) window.location.reload();
    // One that runs comes back here before the loop goes on: so each is looked at when its turn comes.
    const busy = () => transfers.filter((one) => ["sending", "working"].includes(one.state)).length;
    for (const one of transfers) if (one.state === "waiting" && busy() < AT_ONCE) one.run();
  };

  const add = (files) => {
    const chosen = [...files].slice(0, many ? 500 : 1);
    for (const file of chosen) {
      const transfer = new Transfer(form, file, changed);
      transfers.push(transfer);
      rows.append(transfer.row);
      if (file.size > most) transfer.set("refused", `This file has ${megabytes(file.size)}; up to ${form.dataset.mrUploadMost} MB are taken.`);
    }
    rows.hidden = transfers.length === 0;
    said.textContent = `${chosen.length} file${chosen.length === 1 ? "" : "s"} added`;
    if (transfers.length) changed(transfers[transfers.length - 1]);
  };

  input.addEventListener("change", () => { add(input.files); input.value = ""; });
  form.addEventListener("submit", (event) => event.preventDefault());
  const holdsFiles = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.add("is-over");
  });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("is-over"); });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    form.classList.remove("is-over");
    add(event.dataTransfer.files);
  });
  document.querySelector("[data-mr-upload-choose]")?.addEventListener("click", (event) => { event.preventDefault(); input.click(); });
  window.addEventListener("beforeunload", (event) => {
    if (transfers.some((one) => one.state === "sending")) event.preventDefault();
  });
}

document.querySelectorAll("form[data-mr-upload]").forEach(enhance);
