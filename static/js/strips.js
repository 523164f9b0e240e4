// A strip of tabs that is wider than the window begins at the current one; the page itself stays where it is. Browsers
// that know the style for this (tabs.css) have done so before they paint, and nothing is left to do here.
if (!CSS.supports("scroll-initial-target", "nearest")) {
  for (const current of document.querySelectorAll(":is(.mr-tabs, .mr-segment) [aria-current]")) {
    const strip = current.closest(".mr-tabs, .mr-segment");
    const [within, here] = [strip.getBoundingClientRect(), current.getBoundingClientRect()];
    strip.scrollLeft += here.left - within.left - (within.width - here.width) / 2;
  }
}
