"""HEAD is answered as GET without its body: by the same doors, at the same price, under the same conditions."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.api.conftest import API, Program, is_problem
from tests.api.test_reading import LISTS
from tests.factories import contacts

pytestmark = pytest.mark.django_db
OF_THE_MOMENT = {"RateLimit-Remaining", "RateLimit-Reset"}


def headers(answer) -> dict[str, str]:
    return {name: value for name, value in answer.items() if name not in OF_THE_MOMENT}


@pytest.mark.parametrize("what", LISTS)
def test_lists_and_records_have_the_headers_of_get(what, program, specialist):
    record = LISTS[what](specialist)
    for path in (what, f"{what}/{record.pk}"):
        whole, head = program.get(path), program.ask("HEAD", path)
        assert (head.status_code, head.content) == (whole.status_code, b"") == (200, b"")
        assert headers(head) == headers(whole)
        assert int(head["Content-Length"]) == len(whole.content)
        assert head.has_header("ETag") == (path != what)


def test_whoever_holds_it_already_hears_so(program):
    path = f"outlets/{contacts.OutletFactory().pk}"
    tag = program.ask("HEAD", path)["ETag"]
    assert program.ask("HEAD", path, If_None_Match=tag).status_code == 304
    assert program.ask("HEAD", path, If_None_Match='"other"').status_code == 200


def test_it_opens_nothing_that_get_does_not(program_of, specialist):
    for program, status in ((Program(), 401), (program_of(specialist, "events:read"), 403)):
        whole, head = program.get("outlets"), program.ask("HEAD", "outlets")
        is_problem(whole, status)
        assert (head.status_code, head.content, headers(head)) == (status, b"", headers(whole))
    assert program_of(specialist).ask("HEAD", "outlets/1").status_code == 404
    assert program_of(specialist).ask("HEAD", "nothing").status_code == 404


def test_it_counts_as_a_read(program, settings):
    settings.API_READS_A_MINUTE = 2
    left = [program.ask("HEAD", "outlets")["RateLimit-Remaining"] for _ in range(2)]
    assert left == ["1", "0"]
    refused = program.ask("HEAD", "outlets")
    assert (refused.status_code, refused.content) == (429, b"")
    assert int(refused["Retry-After"]) <= 60


def test_where_nothing_is_read_it_does_nothing(program):
    answer = program.ask("HEAD", "clips/by-hand")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    said = is_problem(program.ask("DELETE", "outlets"), 405)
    assert said["detail"] == "DELETE does nothing here. What does: GET, HEAD, POST."


@pytest.mark.django_db(transaction=True)
def test_no_byte_follows_the_headers(live_server, program):
    """By a server and a connection that stays open: what follows belongs to the next answer."""
    contacts.OutletFactory.create_batch(3)
    at = urlsplit(live_server.url)
    line = HTTPConnection(at.hostname, at.port, timeout=20)
    for method in ("HEAD", "GET", "HEAD"):
        line.request(method, f"{API}/outlets", headers={"Authorization": f"Bearer {program.secret}"})
        answer = line.getresponse()
        body = answer.read()
        assert answer.status == 200
        assert (len(body) == 0) == (method == "HEAD")
        assert int(answer.headers["Content-Length"]) > 100
    line.close()
