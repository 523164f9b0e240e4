"""Work on many hosts side by side, and on each host one thing after the other, so that a host that hangs delays itself
alone."""

import heapq
import queue
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

from django.db import connections

Item = TypeVar("Item")
Result = TypeVar("Result")

THREADS = 32


def each(
    items: Iterable[Item],
    *,
    host: Callable[[Item], str],
    work: Callable[[Item], object],
    threads: int = THREADS,
    pause: float = 0,
) -> None:
    """Call `work` with every item, items of one `host` in the order given and at least `pause` seconds apart.

    One failure does not keep the others from being worked on; the first is raised when all are done.
    """
    failure: BaseException | None = None
    for _, outcome in _outcomes(items, host=host, work=work, threads=threads, pause=pause):
        if isinstance(outcome, _Failure):
            failure = failure or outcome.error
    if failure:
        raise failure


def results(
    items: Iterable[Item],
    *,
    host: Callable[[Item], str],
    work: Callable[[Item], Result],
    threads: int = THREADS,
    pause: float = 0,
) -> Iterator[tuple[Item, Result]]:
    """Like `each`, giving what `work` returned as it comes, in the thread that asks.

    What is to be written to the database is written there, over one connection instead of one a thread. Raises what
    `work` raised first, once all others are through.
    """
    failure: BaseException | None = None
    for item, outcome in _outcomes(items, host=host, work=work, threads=threads, pause=pause):
        if isinstance(outcome, _Failure):
            failure = failure or outcome.error
        else:
            yield item, outcome
    if failure:
        raise failure


class _Failure:
    def __init__(self, error: BaseException) -> None:
        self.error = error


def _outcomes(
    items: Iterable[Item], *, host: Callable[[Item], str], work: Callable[[Item], Result], threads: int, pause: float
) -> Iterator[tuple[Item, Result | _Failure]]:
    line = _Line(items, host, pause)
    done: queue.SimpleQueue[tuple[Item, Result | _Failure]] = queue.SimpleQueue()

    def run() -> None:
        try:
            while (turn := line.take()) is not None:
                name, item = turn
                try:
                    done.put((item, work(item)))
                except BaseException as error:  # told to whoever asked for the work
                    done.put((item, _Failure(error)))
                finally:
                    line.give_back(name)
        finally:
            connections.close_all()

    pool = [threading.Thread(target=run, daemon=True) for _ in range(min(threads, len(line)))]
    for thread in pool:
        thread.start()
    try:
        for _ in range(line.total):
            yield done.get()
    finally:
        line.close()
        for thread in pool:
            thread.join()


class _Line(Generic[Item]):
    """The hosts that wait for a thread. The one with most left to do goes first: it is what ends last.

    Threads are woken one by one: with all of them woken at each change, they would mostly look at the line.
    """

    def __init__(self, items: Iterable[Item], host: Callable[[Item], str], pause: float) -> None:
        self._left: dict[str, deque[Item]] = defaultdict(deque)
        for item in items:
            self._left[host(item)].append(item)
        self.total = sum(map(len, self._left.values()))
        self._ready = [(-len(left), name) for name, left in self._left.items()]
        heapq.heapify(self._ready)
        self._resting: deque[tuple[float, str]] = deque()  # by the time their pause ends: it is the same for all
        self._pause = pause
        self._changed = threading.Condition()
        self._is_timed = False  # one of the waiting threads waits for the end of the next pause
        self._closed = False

    def __len__(self) -> int:
        return len(self._left)

    def take(self) -> tuple[str, Item] | None:
        """A host and its next item, once one is free; None when there is nothing left to begin."""
        with self._changed:
            while not self._closed and self._left:
                self._wake_rested()
                if self._ready:
                    return self._first()
                self._wait()
            self._changed.notify()  # the next one goes home, too
            return None

    def give_back(self, name: str) -> None:
        with self._changed:
            if name in self._left:
                self._resting.append((time.monotonic() + self._pause, name))
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _wake_rested(self) -> None:
        while self._resting and self._resting[0][0] <= time.monotonic():
            _, name = self._resting.popleft()
            heapq.heappush(self._ready, (-len(self._left[name]), name))

    def _first(self) -> tuple[str, Item]:
        _, name = heapq.heappop(self._ready)
        item = self._left[name].popleft()
        if not self._left[name]:
            del self._left[name]
        self._changed.notify()
        return name, item

    def _wait(self) -> None:
        if self._is_timed or not self._resting:
            self._changed.wait()
            return
        self._is_timed = True
        self._changed.wait(max(self._resting[0][0] - time.monotonic(), 0))
        self._is_timed = False
