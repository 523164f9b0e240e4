// The inbox: an opened form takes the cursor, and a conversation opens where it was left off.
document.querySelectorAll("details.mr-thread-form").forEach((box) => {
  box.addEventListener("toggle", () => {
    if (!box.open) return;
    const field = box.querySelector("[contenteditable=true], textarea:not([hidden])");
    field?.focus();
    box.scrollIntoView({ block: "nearest" });
  });
});

// From Today: straight to the answer.
if (location.hash === "#reply") document.getElementById("reply")?.setAttribute("open", "");

// A long list shows the open thread, wherever it stands.
document.querySelector(".mr-thread.is-current")?.scrollIntoView({ block: "nearest" });

const opened = document.querySelector("details.mr-thread-form[open]");
const latest = opened || document.querySelector("[data-mr-latest]");
const pane = document.querySelector("[data-mr-conversation]");
if (latest && pane && pane.scrollHeight > pane.clientHeight) latest.scrollIntoView({ block: opened ? "nearest" : "start" });
