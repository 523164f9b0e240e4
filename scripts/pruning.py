"""Leave out of Tabler's style sheet the families of classes that no page uses: two thirds of it, measured in bytes.

The list is written by hand, so that a page looks the same today and after the next build. A template that uses a
class of an unused family stops the build (see `scripts/assets.py`): take the family off the list then.
"""

import re
from collections.abc import Iterator

COLOURS = (
    "blue|azure|indigo|purple|pink|red|orange|yellow|lime|green|teal|cyan|gray-\\d+|"
    "x|facebook|twitter|linkedin|google|youtube|vimeo|dribbble|github|instagram|pinterest|vk|rss|flickr|bitbucket|tabler"
)
FAMILIES = (
    "navbar|ribbon|carousel|accordion|markdown|otp|signal|sparkline|sortable|chat|mention|strength|tracking|stamp|"
    "timeline|steps?|step-item|calendar|datagrid|switch-icon|progressbg|divide|popover|breadcrumb|page-item|page-link|"
    "legend|bs-popover|bs-tooltip|list-group|status|theme|io|chart-sparkline|object|columns|column|float|tag|toast|"
    "form-(?:colorinput|imagecheck|selectgroup|floating|fieldset|range)|card-(?:stacked|sponsor|progress|stamp|deck|tabs)|"
    "offcanvas-(?:sm|md|xl|xxl)|modal|bg-gradient|bg-pattern|card-gradient|btn-animate|table-mobile|hr-text|g-col|signature|pagination|alert|ratio|img-thumbnail|placeholder|order|offset|layout|"
    "link|focus-ring|rounded|opacity|spinner|callout|space|text-bg|page-cover|card-img|list-inline|"
    "hover-(?:shadow|elevate|rotate|scale)|nav-(?:segmented|bordered|vertical|pills|underline)|"
    "btn-(?:dark|secondary|success|warning|light|muted|info|loading|action|group)|progress-bar|img-responsive|"
    "table-(?:sort|selectable|primary|secondary|success|info|warning|danger|light|dark)|was-validated|row-cols|"
    "offcanvas-(?:top|bottom|end)|avatar-(?:list|upload)|card-(?:status|group|btn)|form-help|valid-tooltip|align-content"
)
UNUSED = re.compile(
    rf"^(?:(?:{FAMILIES})(?:-.*)?|(?:bg|text|text-bg|btn|btn-ghost|btn-outline|border|link|badge|avatar)-(?:{COLOURS})(?:-.*)?|"
    r"(?:[a-z]+-)+(?:sm|md|xl|xxl)-.*|[mpg][xytbse]?-(?:sm|md|xl|xxl).*)$"
)
# Patterns above would catch these too, and pages do use them.
KEPT = re.compile(r"^d-|^text-(?:sm|md|lg)-|^offcanvas-lg")

CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
QUIET = re.compile(r":not\([^)]*\)")
FOREIGN = ("[data-vc", "[data-bs-sidebar")  # a calendar that we do not have, and a sidebar that is our own


def is_unused(name: str) -> bool:
    """Whether a class belongs to a family that we leave out."""
    return bool(UNUSED.match(name)) and not KEPT.match(name)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules of a minified style sheet, as what stands before the brace and what stands within."""
    start = 0
    while (opening := css.find("{", start)) >= 0:
        depth, at = 1, opening + 1
        while depth:
            if (sign := css[at]) in "\"'":
                at = css.index(sign, at + 1)
            depth += (sign == "{") - (sign == "}")
            at += 1
        yield css[start:opening], css[opening + 1 : at - 1]
        start = at


def prune(css: str) -> str:
    """`css` without the selectors of unused families, and without what is then empty."""
    kept = []
    for head, body in rules(css):
        if head.startswith(("@media", "@supports", "@layer", "@container")):
            if inner := prune(body):
                kept.append(f"{head}{{{inner}}}")
        elif head.startswith("@"):
            kept.append(f"{head}{{{body}}}")
        elif selectors := [s for s in re.split(r",(?![^(]*\))", head) if not _selects_unused(s)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def _selects_unused(selector: str) -> bool:
    return any(mark in selector for mark in FOREIGN) or any(
        is_unused(name) for name in CLASS.findall(QUIET.sub("", selector))
    )
