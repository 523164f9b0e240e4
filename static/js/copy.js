// Buttons that copy: data-mr-copy names the field whose text goes to the clipboard. Without a clipboard it is selected.
const SECONDS = 3;

async function copy(button) {
  const field = document.getElementById(button.dataset.mrCopy);
  const word = button.querySelector("[data-mr-copy-word]");
  const status = button.parentElement.querySelector("[role=status]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    word.textContent = "Copied";
  } catch {
    word.textContent = "Press Ctrl C";
  }
  if (status) status.textContent = word.textContent;
  setTimeout(() => { word.textContent = "Copy"; if (status) status.textContent = ""; }, SECONDS * 1000);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mr-copy]");
  if (button) copy(button);
});
