"""Work on many hosts at once: never two things at one host, and nobody waits for a host that hangs."""

import threading
import time
from collections import Counter, defaultdict

import pytest

from core import by_host


def test_items_of_a_host_come_in_order_and_never_two_at_once():
    order, open_now, most = defaultdict(list), Counter(), Counter()
    lock = threading.Lock()

    def work(item: tuple[str, int]) -> None:
        name, number = item
        with lock:
            open_now[name] += 1
            most[name] = max(most[name], open_now[name])
            order[name].append(number)
        time.sleep(0.001)
        with lock:
            open_now[name] -= 1

    items = [(name, number) for number in range(5) for name in "abcd"]
    by_host.each(items, host=lambda item: item[0], work=work, threads=8)
    assert order == {name: [0, 1, 2, 3, 4] for name in "abcd"}
    assert set(most.values()) == {1}


def test_a_host_that_hangs_delays_nobody_else():
    others_done, waited = threading.Event(), []

    def work(item: str) -> None:
        if item.startswith("slow"):
            waited.append(others_done.wait(5))
        elif item == "quick 29":
            others_done.set()

    items = ["slow 1", "slow 2", *(f"quick {number}" for number in range(30))]
    by_host.each(items, host=lambda item: item.split()[0], work=work, threads=2)
    assert waited == [True, True]


def test_a_pause_is_kept_at_one_host_while_another_goes_on():
    began: list[tuple[str, float]] = []
    items = ["a", "a", "b"]
    by_host.each(items, host=str, work=lambda item: began.append((item, time.monotonic())), threads=1, pause=0.05)
    assert [item for item, _ in began] == ["a", "b", "a"]
    assert began[2][1] - began[0][1] >= 0.05


def test_one_failure_keeps_nobody_from_their_turn_and_is_told_at_the_end():
    seen = []

    def work(item: int) -> None:
        seen.append(item)
        if item == 1:
            raise ValueError("the second one")

    with pytest.raises(ValueError, match="the second one"):
        by_host.each(range(4), host=lambda item: "one", work=work)
    assert seen == [0, 1, 2, 3]


def test_results_come_in_the_thread_that_asks_and_may_be_left():
    found = by_host.results(range(100), host=lambda item: str(item % 10), work=lambda item: item * 2, threads=3)
    item, result = next(found)
    assert result == item * 2
    found.close()
    assert by_host.each([], host=str, work=str) is None
