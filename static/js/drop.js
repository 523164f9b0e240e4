// A file may be dropped anywhere on the form; one beyond the limit is refused before it is sent.
for (const form of document.querySelectorAll("[data-mr-drop]")) {
  const input = form.querySelector("input[type=file]");
  const error = form.querySelector("[role=alert]");
  const limit = Number(form.dataset.mrDrop);

  const check = () => {
    const file = input.files[0];
    const large = file && file.size > limit * 1_000_000;
    error.hidden = !large;
    input.toggleAttribute("aria-invalid", Boolean(large));
    if (large) error.querySelector("span").textContent = `The file has ${Math.round(file.size / 1_000_000)} MB; up to ${limit} MB are read. Split it, or leave out columns.`;
    return !large;
  };

  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("is-over"); });
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    if (check()) form.requestSubmit();
  });
  input.addEventListener("change", check);
  form.addEventListener("submit", (event) => { if (!check()) event.preventDefault(); });
}
