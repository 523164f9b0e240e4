// Loaded in <head> without defer, so that the theme is set before the first paint and never flashes.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");

  function apply() {
    root.dataset.bsTheme = localStorage.getItem("theme") || (system.matches ? "dark" : "light");
  }

  apply();
  system.addEventListener("change", apply);

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-mr-theme]")) return;
    localStorage.setItem("theme", root.dataset.bsTheme === "dark" ? "light" : "dark");
    apply();
    document.dispatchEvent(new CustomEvent("mr:theme"));
  });
})();
