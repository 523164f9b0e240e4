"""`manage.py clip`: one address, a saved page, or a batch of them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coverage.models import Article

PAGE = Path(__file__).parent / "pages" / "wordpress.html"
URL = "https://www.gridweekly.example/2024/03/05/grid-storage-doubles/"
KEYS = {
    "title", "authors", "outlet", "published", "language", "canonical_url", "image", "excerpt", "word_count", "how",
}  # fmt: skip


def clip(*arguments: str) -> str:
    out = StringIO()
    call_command("clip", *arguments, stdout=out)
    return out.getvalue()


def test_dry_run_says_what_is_read_and_asks_no_database() -> None:
    answer = json.loads(clip(URL, "--html", str(PAGE), "--dry-run", "--json"))
    assert set(answer) == KEYS
    assert (answer["title"], answer["authors"], answer["published"]) == (
        "Grid storage doubles",
        ["Jane Roe"],
        "2024-03-05T23:30:00+00:00",
    )


@pytest.mark.django_db
def test_a_saved_page_is_stored_and_told() -> None:
    answer = json.loads(clip(URL, "--html", str(PAGE), "--json"))
    article = Article.objects.get()
    assert (article.title, article.url) == (answer["title"], answer["canonical_url"])
    assert (set(answer), answer["authors"], answer["outlet"]) == (KEYS, ["Jane Roe"], "Grid Weekly")


def test_without_json_it_is_told_to_people() -> None:
    told = clip(URL, "--html", str(PAGE), "--dry-run")
    assert "authors       Jane Roe  (json-ld)\n" in told
    assert "Grid Weekly  (meta og:site_name)" in told


def test_a_batch_answers_line_by_line_and_goes_on_after_bad_ones(tmp_path: Path) -> None:
    (tmp_path / "near.html").write_bytes(PAGE.read_bytes())
    (tmp_path / "picture.html").write_bytes(b"\x89PNG\r\n")
    lines = [
        json.dumps({"url": URL, "file": "near.html"}),
        "no json",
        json.dumps({"url": URL}),
        "",
        json.dumps({"url": URL, "file": "missing.html"}),
        json.dumps({"url": URL, "file": "picture.html"}),
        json.dumps({"url": URL, "file": str(PAGE)}),
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines), encoding="utf-8")
    answers = [json.loads(line) for line in clip("--batch", str(batch)).splitlines()]
    assert [answer.get("title", answer.get("error")) for answer in answers] == [
        "Grid storage doubles",
        "Line 2 is no JSON.",
        'Line 3 needs "url" and "file", both as text.',
        f"{tmp_path / 'missing.html'} cannot be read: No such file or directory.",
        "That is a picture, not a page with text.",
        "Grid storage doubles",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Give the URL of an article"),
        ([URL, "--batch", "x.jsonl"], "Give the URL of an article, or --batch"),
        (["gridweekly"], "begins with http"),
        ([URL, "--html", "missing.html"], "missing.html cannot be read: No such file"),
        (["--batch", "missing.jsonl"], "missing.jsonl cannot be read: No such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        clip(*arguments)
