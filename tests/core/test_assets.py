"""What the browser gets: one style sheet, hashed names, an icon for every name, Tabler without what nobody uses."""

import re
import shutil
import sys
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from core.storage import StaticFilesStorage

sys.path.insert(0, str(Path(settings.BASE_DIR) / "scripts"))

import assets
from pruning import is_unused, prune

FILES = {
    "css/mediarel.css": '/* Ours */\n@import url("tokens.css");\n@import url("fonts.css");\n',
    "css/tokens.css": ":root { --mr-text: black; }\n",
    "css/fonts.css": '@font-face { src: url("../vendor/inter.woff2"); }\n',
    "vendor/inter.woff2": "font",
    "js/setup.js": 'import { toast } from "./toasts.js";\n',
    "js/toasts.js": "export function toast() {}\n",
}


def collect(source: Path, target: Path, leave: str = "") -> StaticFilesStorage:
    """What collectstatic does: copy, but for what it takes to be unchanged, then let the storage finish the work."""
    shutil.copytree(
        source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns(Path(leave).name) if leave else None
    )
    names = [str(path.relative_to(source)) for path in source.rglob("*.*")]
    storage = StaticFilesStorage(location=target, base_url="/static/")
    for _, _, problem in storage.post_process({name: (FileSystemStorage(source), name) for name in names}):
        assert not isinstance(problem, Exception), problem
    return storage


@pytest.fixture
def source(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "source" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
    return tmp_path / "source"


@pytest.fixture
def collected(source: Path, tmp_path: Path) -> StaticFilesStorage:
    return collect(source, tmp_path / "collected")


def test_style_sheet_is_one_file(collected: StaticFilesStorage) -> None:
    with collected.open(collected.stored_name("css/mediarel.css")) as sheet:
        text = sheet.read().decode()
    assert "@import" not in text
    assert ":root { --mr-text: black; }" in text
    font = Path(collected.stored_name("vendor/inter.woff2")).name
    assert f'url("../vendor/{font}")' in text


def test_style_sheet_follows_its_parts_when_collected_again(collected: StaticFilesStorage, source: Path) -> None:
    (source / "css" / "tokens.css").write_text(":root { --mr-text: white; }\n")
    again = collect(source, Path(collected.location), leave="css/mediarel.css")
    with again.open(again.stored_name("css/mediarel.css")) as sheet:
        assert "--mr-text: white" in sheet.read().decode()


def test_scripts_import_each_other_by_hashed_name(collected: StaticFilesStorage) -> None:
    with collected.open(collected.stored_name("js/setup.js")) as script:
        assert Path(collected.stored_name("js/toasts.js")).name in script.read().decode()


def test_style_sheets_on_disk_are_all_imported() -> None:
    folder = Path(settings.BASE_DIR) / "static" / "css"
    imported = {line.split('"')[1] for line in (folder / "mediarel.css").read_text().splitlines() if "@import" in line}
    assert imported == {path.name for path in folder.glob("*.css")} - {"mediarel.css"}


@pytest.mark.slow
def test_heaviest_page_stays_under_300_kb() -> None:
    """The composer: the shell, and the editor. Sizes as served, Brotli but for the font; 20 KB are left to its HTML."""
    base = Path(settings.BASE_DIR)
    if not (base / "static" / "vendor" / "icons.svg").exists():
        pytest.fail("static/vendor/ is empty: run `make assets` first.")
    layouts = "".join((base / "templates" / "layouts" / name).read_text() for name in ("base.html", "app.html"))
    named = set(re.findall(r"{% static '([^']+)' %}", layouts)) | {"vendor/icons.svg", "js/prose.js"}
    joined = b"".join(path.read_bytes() for path in sorted((base / "static" / "css").glob("*.css")))
    sizes = {"css/mediarel.css": len(brotli.compress(joined))}
    for name in {*named, "django_prose_editor/editor.js"} - {"css/mediarel.css"}:
        content = Path(finders.find(name)).read_bytes()
        sizes[name] = len(content if name.endswith(".woff2") else brotli.compress(content))
    assert sum(sizes.values()) < 280 * 1024, sizes


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".navbar{a:b}.btn{c:d}", ".btn{c:d}"),
        (".btn,.navbar-brand{a:b}", ".btn{a:b}"),
        ("@media (x){.carousel{a:b}}.row{c:d}", ".row{c:d}"),
        ("@media (x){.carousel{a:b}.row{c:d}}", "@media (x){.row{c:d}}"),
        ("@keyframes k{from{a:b}to{c:d}}", "@keyframes k{from{a:b}to{c:d}}"),
        ('.btn::after{content:"}"}.navbar{a:b}', '.btn::after{content:"}"}'),
        (".btn:not(.navbar){a:b}", ".btn:not(.navbar){a:b}"),
        ("a:is(.btn,.card){a:b}", "a:is(.btn,.card){a:b}"),
    ],
)
def test_pruning_leaves_out_unused_families(css: str, left: str) -> None:
    assert prune(css) == left


@pytest.mark.parametrize(
    "name", ["btn", "d-md-none", "offcanvas-lg", "dropdown-menu", "btn-primary", "text-start", "mb-3"]
)
def test_classes_in_use_are_kept(name: str) -> None:
    assert not is_unused(name)


def _house(root: Path, monkeypatch: pytest.MonkeyPatch, template: str) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "page.html").write_text(template)
    outline = root / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
    outline.mkdir(parents=True)
    (outline / "send.svg").write_text(
        '<svg viewBox="0 0 24 24">\n  <path stroke="none" d="M0 0h24v24H0z" fill="none" />\n  <path d="M1 1" />\n</svg>'
    )
    monkeypatch.setattr(assets, "ROOT", root)
    monkeypatch.setattr(assets, "MODULES", root / "node_modules")
    monkeypatch.setattr(assets, "VENDOR", root / "vendor")


def test_sprite_holds_the_icons_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uses = '<c-icon name="send" /><c-icon name="{{ icon }}" />{# icons: send #}\n# icons: send\nreturn'
    _house(tmp_path, monkeypatch, uses)
    assert assets.draw_sprite() == 1
    assert (tmp_path / "vendor" / "icons.svg").read_text() == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="send" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" '
        'stroke-linejoin="round"><path d="M1 1" /></symbol>\n</svg>\n'
    )


def test_icon_that_does_not_exist_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _house(tmp_path, monkeypatch, '<c-badge icon="sned">x</c-badge>')
    with pytest.raises(assets.AssetError, match=r"templates/page\.html asks for the icon “sned”"):
        assets.draw_sprite()


def test_class_of_an_unused_family_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _house(tmp_path, monkeypatch, '<nav class="mr-x navbar-brand">x</nav>')
    with pytest.raises(assets.AssetError, match=r"templates/page\.html uses the class “navbar-brand”"):
        assets.check_classes()


def test_missing_packages_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    _house(tmp_path, monkeypatch, "")
    assert assets.main() == 1
    assert "run `npm ci` first" in capsys.readouterr().err
