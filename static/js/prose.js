// Rich text for letters: django-prose-editor's build of Tiptap, with our own few buttons. It is imported by its path,
// so no import map is needed, and told not to inject styles (css/prose.css has them): the CSP stays strict.
import {
  Bold, BulletList, Document, Editor, Extension, HardBreak, History, Italic, Link, ListItem, OrderedList, Paragraph, Plugin, Text, pm,
} from "../django_prose_editor/editor.js";

const MERGE_FIELD = /\{\{[^{}]*\}\}/g;

// Merge fields are plain text; they only look like chips.
const MergeFields = Extension.create({
  name: "mergeFields",
  addProseMirrorPlugins() {
    const { Decoration, DecorationSet } = pm.view;
    const decorate = (doc) => {
      const found = [];
      doc.descendants((node, position) => {
        if (!node.isText) return;
        for (const match of node.text.matchAll(MERGE_FIELD)) {
          const from = position + match.index;
          found.push(Decoration.inline(from, from + match[0].length, { class: "mr-merge" }));
        }
      });
      return DecorationSet.create(doc, found);
    };
    return [new Plugin({
      state: { init: (_, { doc }) => decorate(doc), apply: (change, old) => (change.docChanged ? decorate(change.doc) : old) },
      props: { decorations(state) { return this.getState(state); } },
    })];
  },
});

// The dialog stands inside the page's form, so it cannot have one of its own: its buttons and Enter close it with an answer.
function askForLink(box, editor) {
  const dialog = box.querySelector("[data-mr-prose-link]");
  const field = dialog.querySelector("[data-mr-prose-href]");
  field.value = editor.getAttributes("link").href || "";
  dialog.returnValue = "cancel";
  dialog.addEventListener("close", () => {
    const href = field.value.trim();
    if (dialog.returnValue === "set" && href) setLink(editor, href);
    else if (dialog.returnValue !== "cancel") editor.chain().focus().extendMarkRange("link").unsetLink().run();
    else editor.commands.focus();
  }, { once: true });
  dialog.showModal();
}

function wireLinkDialog(dialog) {
  dialog.addEventListener("click", (event) => {
    const answer = event.target.closest("[data-mr-prose-answer]");
    if (answer) dialog.close(answer.dataset.mrProseAnswer);
  });
  dialog.addEventListener("input", (event) => event.stopPropagation());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.matches("button")) return;
    event.preventDefault();
    dialog.close("set");
  });
}

function setLink(editor, typed) {
  const href = /^[a-z][a-z0-9+.-]*:|^\{\{|^\//i.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
  const chain = editor.chain().focus();
  if (editor.state.selection.empty && !editor.isActive("link")) {
    chain.insertContent({ type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] }).run();
  } else {
    chain.extendMarkRange("link").setLink({ href }).run();
  }
}

const COMMANDS = {
  bold: (editor) => editor.chain().focus().toggleBold().run(),
  italic: (editor) => editor.chain().focus().toggleItalic().run(),
  bulletList: (editor) => editor.chain().focus().toggleBulletList().run(),
  orderedList: (editor) => editor.chain().focus().toggleOrderedList().run(),
};

function editorAttributes(textarea) {
  const attributes = { role: "textbox", "aria-multiline": "true", class: "mr-editor" };
  const label = textarea.labels[0];
  if (label) {
    label.id ||= `${textarea.id}-label`;
    attributes["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

function isEmpty(html) {
  return /^<(\w+)><\/\1>$/.test(html) ? "" : html;
}

function start(box) {
  if (box.dataset.mrProse === "on") return;
  box.dataset.mrProse = "on";
  const textarea = box.querySelector("textarea");
  const tools = box.querySelector("[data-mr-prose-tools]");
  const place = document.createElement("div");
  textarea.before(place);
  const editor = new Editor({
    element: place,
    injectCSS: false,
    editable: !textarea.disabled && !textarea.readOnly,
    content: textarea.value,
    editorProps: { attributes: editorAttributes(textarea) },
    extensions: [
      Document, Paragraph, Text, HardBreak, History, Bold, Italic, BulletList, OrderedList, ListItem, MergeFields,
      Link.extend({ addKeyboardShortcuts: () => ({ "Mod-k": () => { askForLink(box, editor); return true; } }) })
        .configure({ enableTarget: false, protocols: ["mailto", "tel"], HTMLAttributes: { target: null, rel: null } }),
    ],
    onUpdate() {
      textarea.value = isEmpty(editor.getHTML());
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction() {
      tools.querySelectorAll("[data-mr-format]").forEach((button) => {
        button.setAttribute("aria-pressed", editor.isActive(button.dataset.mrFormat));
      });
    },
  });
  wireLinkDialog(box.querySelector("[data-mr-prose-link]"));
  if (document.activeElement === textarea) editor.commands.focus("end"); // somebody was faster than this script
  textarea.hidden = true;
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mr-format]");
    if (!button) return;
    if (button.dataset.mrFormat === "link") askForLink(box, editor);
    else {
      COMMANDS[button.dataset.mrFormat](editor);
      editor.view.focus();
    }
  });
  textarea.labels[0]?.addEventListener("click", () => editor.commands.focus());
  textarea.addEventListener("focus", () => editor.commands.focus());
  // At once, not a frame later: what is typed next belongs behind it, and a space would press the button again.
  textarea.addEventListener("mr:insert", (event) => {
    editor.commands.insertContent(event.detail);
    editor.view.focus();
  });
  textarea.addEventListener("mr:restore", () => editor.commands.setContent(textarea.value));
}

function startAll() {
  document.querySelectorAll("[data-mr-prose]").forEach(start);
}

document.addEventListener("htmx:afterSettle", startAll);
startAll();
