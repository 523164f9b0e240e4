// Buttons that write for you: data-mr-insert="{{ first_name }}" goes where the cursor is in the field that
// data-mr-into names, or else in the field of this form that was typed in last.
const last = new WeakMap();

document.addEventListener("focusin", (event) => {
  const field = event.target.closest("input:not([type=checkbox], [type=radio]), textarea");
  if (field?.form) last.set(field.form, field);
});

function insert(field, text) {
  if (field.hidden) {
    field.dispatchEvent(new CustomEvent("mr:insert", { detail: text }));
    return;
  }
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mr-insert]");
  if (!button) return;
  const field = button.dataset.mrInto ? document.getElementById(button.dataset.mrInto) : last.get(button.closest("form"));
  if (field) insert(field, button.dataset.mrInsert);
});
