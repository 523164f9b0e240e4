"""Keeping pages: what the browser may reach, what is kept, and what is said where nothing can be."""

import io
import socket
import threading
from contextlib import closing

import pytest
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.models import Job
from coverage.clips import chromium, evidence
from coverage.clips.guarded_proxy import GuardedProxy
from coverage.models import Clip, Evidence
from coverage.tasks_clips import keep_pages
from tests.chromium import find_chromium
from tests.coverage.press import page
from tests.factories.coverage import ArticleFactory, ClipFactory

pytestmark = pytest.mark.django_db
needs_chromium = pytest.mark.skipif(find_chromium() is None, reason="no Chromium: pages cannot be kept")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CHROMIUM = find_chromium() or "off"


def ours(client, url, **fields):
    article = ArticleFactory(title="Iron", url=url, **fields)
    return ClipFactory(client=client, article=article, state="ours", decided_at=timezone.now())


def through(proxy, request: bytes) -> bytes:
    """What the proxy answers to these bytes."""
    with closing(socket.create_connection(("127.0.0.1", proxy.port), timeout=5)) as line:
        line.sendall(request)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
            if b" 403 " in answer or b" 502 " in answer:
                break
        return answer


EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n%%EndProlog\nshowpage\n"


def made(kind: str, size: tuple[int, int] = (1200, 800)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#446688").save(out, kind)
    return out.getvalue()


def broken_png() -> bytes:
    """Its second chunk is shorter than it says, upon which the decoder raises SyntaxError."""
    whole = bytearray(made("PNG", (60, 40)))
    whole[36] //= 2
    return bytes(whole)


@pytest.fixture
def secret_server():
    """Something on this machine that no page may reach; it counts who comes."""
    came: list[int] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0.2)

        def listen():
            try:
                while True:
                    server.accept()
                    came.append(1)
            except OSError:
                pass

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], came
    thread.join()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"])
def test_the_proxy_reaches_nothing_on_this_machine(secret_server, host):
    port, came = secret_server
    with GuardedProxy(seconds=5) as proxy:
        assert b" 403 " in through(proxy, f"CONNECT {host}:{port} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert b" 403 " in through(proxy, f"GET http://{host}:{port}/ HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert came == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/", "http://10.0.0.1/", "ftp://example.org/", "http://", "x"]
)
def test_the_proxy_refuses_what_is_no_page_of_the_web(target):
    with GuardedProxy(seconds=5) as proxy:
        assert b" 403 " in through(proxy, f"GET {target} HTTP/1.1\r\nHost: x\r\n\r\n".encode())


def test_the_proxy_says_where_there_is_nobody():
    with GuardedProxy(seconds=5) as proxy:
        assert b" 502 " in through(proxy, b"CONNECT nowhere.invalid:443 HTTP/1.1\r\nHost: x\r\n\r\n")


def test_the_proxy_passes_pages_on_as_they_were_asked_for(press):
    url = press.put("<p>Iron</p>", path="/a?b=1")
    with GuardedProxy(seconds=5) as proxy:
        host = url.split("/")[2]
        asked = f"GET {url} HTTP/1.1\r\nHost: {host}\r\nProxy-Connection: keep-alive\r\n\r\n"
        assert through(proxy, asked.encode()).endswith(b"<p>Iron</p>")
    assert press.asked == [url]


def test_the_proxy_ends_with_the_time_of_the_page(press):
    with GuardedProxy(seconds=0) as proxy:
        assert proxy.is_over


@needs_chromium
def test_a_page_that_is_ours_is_kept_by_itself_and_its_reach_inside_is_refused(
    client_brand, press, secret_server, settings
):
    port, came = secret_server
    inside = f'<img src="http://127.0.0.1:{port}/x.png"><script>fetch("http://127.0.0.1:{port}/")</script>'
    inside += f'<iframe src="http://[::1]:{port}/"></iframe><img src="file:///etc/passwd">'
    url = press.put(page(head="").replace("</article>", f"</article>{inside}"))
    settings.FETCH_PRIVATE_NETWORKS = [f"{url.split('/')[2].split(':')[0]}/32"]
    clip = ours(client_brand, url)
    assert keep_pages() == 1
    kept = {one.kind: one for one in clip.evidence.all()}
    assert set(kept) == {"screenshot", "pdf", "picture"}
    assert kept["pdf"].file.read().startswith(b"%PDF")
    assert Image.open(io.BytesIO(kept["picture"].file.read())).size == evidence.CARD
    assert Image.open(io.BytesIO(kept["screenshot"].file.read())).width == chromium.WIDTH
    assert came == []
    clip.refresh_from_db()
    assert clip.evidence_at is not None
    assert clip.evidence_problem == ""
    assert keep_pages() == 0


@needs_chromium
def test_a_page_that_is_gone_is_said_to_be(client_brand, press):
    clip = ours(client_brand, press.put(status=410))
    assert keep_pages() == 0
    clip.refresh_from_db()
    assert "410" in clip.evidence_problem
    assert not Evidence.objects.exists()


def test_without_a_browser_the_picture_of_the_article_is_kept_and_the_page_says_why_not_more(
    client_for, specialist, client_brand, press, settings
):
    settings.CHROMIUM = "off"
    image = press.put(path="/iron.png")
    press.answers[image] = (200, {"Content-Type": "image/png"}, made("PNG"))
    clip = ours(client_brand, "https://paper.example.org/iron", image_url=image)
    keep_pages()
    assert [one.kind for one in clip.evidence.all()] == ["picture"]
    shown = client_for(specialist).get(clip.get_absolute_url()).content.decode()
    assert "There is no Chromium on this machine" in shown
    client_for(specialist).post(reverse("coverage:clip-page", args=[clip.pk]))
    assert not Job.objects.exists()


@pytest.mark.parametrize("picture", [EPS, made("TIFF"), broken_png()], ids=["eps", "tiff", "broken png"])
def test_a_strangers_picture_is_of_the_web_or_is_not_opened_and_keeps_nothing_else_from_being_kept(
    client_brand, press, settings, monkeypatch, picture
):
    started = []
    monkeypatch.setattr("subprocess.check_call", lambda *a, **_: started.append(a))
    settings.CHROMIUM = "off"
    image = press.put(path="/iron.png")
    press.answers[image] = (200, {"Content-Type": "image/png"}, picture)
    clip = ours(client_brand, "https://paper.example.org/iron", image_url=image)
    keep_pages()
    clip.refresh_from_db()
    assert clip.evidence_problem == "There is no Chromium on this machine."
    assert (started, Evidence.objects.count()) == ([], 0)


def test_no_file_is_left_where_its_row_cannot_be_written(client_brand, press, settings, tmp_path):
    settings.CHROMIUM = "off"
    image = press.put(path="/iron.png")
    press.answers[image] = (200, {"Content-Type": "image/png"}, made("PNG"))
    clip = ours(client_brand, "https://paper.example.org/iron", image_url=image)
    Clip.objects.filter(pk=clip.pk).delete()
    with pytest.raises(DatabaseError):
        evidence.keep(clip)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_not_ours_old_or_printed_is_not_kept(client_brand, settings):
    settings.CHROMIUM = "off"
    ClipFactory(client=client_brand)
    ours(client_brand, "")
    old = ours(client_brand, "https://paper.example.org/old")
    Clip.objects.filter(pk=old.pk).update(decided_at=timezone.now() - evidence.LATEST * 2)
    keep_pages()
    assert not Clip.objects.exclude(evidence_at=None).exists()


def test_a_page_is_kept_again_when_somebody_asks_before_all_others(
    client_for, specialist, observer, client_brand, settings
):
    settings.CHROMIUM = "/nowhere/chromium"
    other = ours(client_brand, "https://paper.example.org/other")
    clip = ours(client_brand, "https://paper.example.org/iron")
    Clip.objects.filter(pk=clip.pk).update(decided_at=timezone.now() - evidence.LATEST * 2)
    url = reverse("coverage:clip-page", args=[clip.pk])
    assert client_for(observer).post(url).status_code == 403
    browser = client_for(specialist)
    browser.post(url)
    browser.post(url)
    assert not Job.objects.exists()
    seen = browser.get(clip.get_absolute_url()).content.decode()
    assert ("will be kept within a few minutes" in seen, url in seen) == (True, False)
    keep_pages()
    clip.refresh_from_db()
    other.refresh_from_db()
    assert clip.evidence_wanted_at is None
    assert clip.evidence_at < other.evidence_at
    seen = browser.get(clip.get_absolute_url()).content.decode()
    assert ("The browser went away before it was done." in seen, url in seen) == (True, True)
