"""What is read before the web processes are divided."""

import gc
import os
import runpy
import subprocess
import sys
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


def test_nothing_is_opened_that_the_processes_would_share() -> None:
    code = (
        "import os, mediarel.wsgi; from core.warming import warm_up; warm_up(); "
        "print([os.readlink(f'/proc/self/fd/{n}') for n in range(3, 30) if os.path.exists(f'/proc/self/fd/{n}') "
        "or os.path.islink(f'/proc/self/fd/{n}')])"
    )
    kept = {"SECRET_KEY": settings.SECRET_KEY, "REDIS_URL": settings.REDIS_URL}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        capture_output=True, text=True, check=True, cwd=HERE, env=os.environ | kept,
    )  # fmt: skip
    assert "socket:" not in done.stdout
    assert done.stdout.startswith("[")


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
