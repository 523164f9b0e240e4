"""Copy what the browser gets from node_modules/ to static/vendor/, and draw the sprite of the icons in use.

Run by `make assets` after `npm ci`; needs nothing but Python. Tabler's style sheet is copied without the families of
classes that no page uses (`pruning.py`). Icons are found by reading templates and Python files for
`<c-icon name="send"`, `icon="send"`, `"icon": "send"` and comments such as `# icons: check x`.
"""

import re
import shutil
import sys
from pathlib import Path

from pruning import is_unused, prune

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"

FILES = {
    "@tabler/core/dist/css/tabler.min.css": "tabler/tabler.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap/bootstrap.bundle.min.js",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.min.js",
    "chart.js/dist/chart.umd.min.js": "chart/chart.umd.min.js",
    **{
        f"@fontsource-variable/inter/files/inter-{script}-wght-normal.woff2": f"inter/inter-{script}-wght-normal.woff2"
        for script in ("latin", "latin-ext", "cyrillic", "greek")
    },
}

NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ICON_USES = (
    re.compile(rf"""<c-icon\b[^>]*?\bname=["']({NAME})["']"""),
    re.compile(rf"""\b(?:[a-z_]+_)?icon\s*[=:]\s*["']({NAME})["']"""),
    re.compile(rf"""["'](?:[a-z_]+_)?icon["']\s*:\s*["']({NAME})["']"""),
)
CLASSES = re.compile(r'class="([^"]*)"')
ICON_LISTS = re.compile(rf"(?:#|\{{#)\s*icons:((?:[ \t]+{NAME})+)")
APPS = (
    "core",
    "team",
    "campaigns",
    "mail",
    "contacts",
    "coverage",
    "mediakits",
    "pitches",
    "inquiries",
    "events",
    "reports",
    "dashboard",
    "takeout",
    "mediarel",
)


class AssetError(Exception):
    """Something that is to be served is not there."""


def copy_files() -> None:
    """Copy the files we serve, without the pointers to source maps that we do not serve."""
    for source, target in FILES.items():
        path = MODULES / source
        if not path.exists():
            raise AssetError(f"{source} is missing from node_modules/: run `npm ci` first.")
        destination = VENDOR / target
        destination.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in {".js", ".css"}:
            text = re.sub(r"(//|/\*)# sourceMappingURL=\S+( \*/)?", "", path.read_text(encoding="utf-8"))
            destination.write_text(prune(text) if path.suffix == ".css" else text, encoding="utf-8")
        else:
            shutil.copyfile(path, destination)


def check_classes() -> None:
    """Stop when a template uses a class that the pruned style sheet no longer has."""
    for template in sorted((ROOT / "templates").rglob("*.html")):
        for classes in CLASSES.findall(template.read_text(encoding="utf-8")):
            for name in classes.split():
                if is_unused(name):
                    where = template.relative_to(ROOT)
                    raise AssetError(f"{where} uses the class “{name}”, which scripts/pruning.py leaves out of Tabler.")


def icons_in_use() -> dict[str, Path]:
    """Names of the icons that templates and Python files ask for, each with one file that does."""
    found: dict[str, Path] = {}
    sources = [*(ROOT / "templates").rglob("*.html")]
    for app in APPS:
        sources += [*(ROOT / app).rglob("*.py"), *(ROOT / app).rglob("*.html")]
    for source in sorted(sources):
        text = source.read_text(encoding="utf-8")
        names = [name for pattern in ICON_USES for name in pattern.findall(text)]
        names += [name for names_ in ICON_LISTS.findall(text) for name in names_.split()]
        for name in names:
            found.setdefault(name, source.relative_to(ROOT))
    return found


def symbol(name: str, used_in: Path) -> str:
    """One icon as an SVG symbol; `name` is that of an outline icon, or ends in `-filled`."""
    folder, stem = ("filled", name.removesuffix("-filled")) if name.endswith("-filled") else ("outline", name)
    path = MODULES / "@tabler/icons/icons" / folder / f"{stem}.svg"
    if not path.exists():
        raise AssetError(f"{used_in} asks for the icon “{name}”, which Tabler does not have: see tabler.io/icons.")
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", path.read_text(encoding="utf-8"), re.DOTALL)
    if shapes is None:
        raise AssetError(f"The icon “{name}” in node_modules/ cannot be read: run `npm ci` again.")
    drawn = re.sub(r'<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*/>', "", shapes[1])
    drawn = re.sub(r"\s*\n\s*", "", drawn)
    paint = 'fill="currentColor"' if folder == "filled" else 'fill="none" stroke="currentColor"'
    return (
        f'<symbol id="{name}" viewBox="0 0 24 24" {paint} stroke-linecap="round" stroke-linejoin="round">'
        f"{drawn}</symbol>"
    )


def draw_sprite() -> int:
    """Write static/vendor/icons.svg and return how many icons it holds."""
    symbols = [symbol(name, used_in) for name, used_in in sorted(icons_in_use().items())]
    VENDOR.mkdir(parents=True, exist_ok=True)
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (VENDOR / "icons.svg").write_text(sprite, encoding="utf-8")
    return len(symbols)


def main() -> int:
    try:
        check_classes()
        copy_files()
        count = draw_sprite()
    except AssetError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"static/vendor/ holds {len(FILES)} files and a sprite of {count} icons.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
