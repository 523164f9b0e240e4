// allauth's passkey scripts say what went wrong as an event; here it becomes a sentence.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-mr-passkey-error]");
  if (!place) return;
  const stopped = event.detail.exception?.name === "NotAllowedError";
  place.textContent = stopped
    ? "The passkey was not used: it was cancelled, or it took too long. Try again, or take another way."
    : "The passkey could not be used on this device or in this browser. Take another way.";
  place.hidden = false;
});
