// Buttons that copy: data-mr-copy names the field whose text goes to the clipboard. Without a clipboard it is selected.
// data-mr-copy-rich names an element that goes there formatted, with the text of the field in data-mr-copy-plain beside it.
const SECONDS = 3;

async function toClipboard(button) {
  if (button.dataset.mrCopy) {
    const field = document.getElementById(button.dataset.mrCopy);
    field.select();
    await navigator.clipboard.writeText(field.value);
    return;
  }
  const rich = document.getElementById(button.dataset.mrCopyRich);
  getSelection().selectAllChildren(rich);
  const html = new Blob([rich.innerHTML], { type: "text/html" });
  const plain = new Blob([document.getElementById(button.dataset.mrCopyPlain).value], { type: "text/plain" });
  await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]);
}

async function copy(button) {
  const word = button.querySelector("[data-mr-copy-word]");
  const status = button.parentElement.querySelector("[role=status]");
  try {
    await toClipboard(button);
    word.textContent = "Copied";
  } catch {
    word.textContent = "Press Ctrl C";
  }
  if (status) status.textContent = word.textContent;
  setTimeout(() => { word.textContent = "Copy"; if (status) status.textContent = ""; }, SECONDS * 1000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mr-copy], [data-mr-copy-rich]");
  if (button) copy(button);
});
