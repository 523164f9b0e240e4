"""What is read before the web processes are divided."""

import gc
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError, engines

from core.warming import warm_up

HERE = Path(settings.BASE_DIR)


@pytest.fixture(autouse=True)
def _garbage_as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_every_template_is_compiled_and_nothing_of_it_looked_through_again() -> None:
    written = sum(1 for _ in (HERE / "templates").rglob("*.html"))
    before = gc.get_freeze_count()
    assert warm_up() == written > 500
    assert gc.get_freeze_count() > before + 10_000


def test_gunicorn_warms_up_before_it_divides_processes() -> None:
    configured = runpy.run_path(str(HERE / "gunicorn.conf.py"))
    assert configured["preload_app"] is True
    before = gc.get_freeze_count()
    configured["when_ready"](None)
    assert gc.get_freeze_count() > before


def test_a_template_that_cannot_be_read_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.html").write_text("{% if %}")
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
    monkeypatch.setattr(engines["django"], "dirs", [tmp_path])
    monkeypatch.setattr(engines["django"].engine, "dirs", [tmp_path])
    with pytest.raises(TemplateSyntaxError):
        warm_up()
