"""HTTP for handing messages over: an adapter that knows, after whatever happened, how far the last request had come.

Until its last byte has been handed to the network, a request has not been made: no service acts on half of one. After
that only an answer tells what became of it.
"""

from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool


class Wire(HTTPAdapter):
    """`reached`: there is a connection. `written`: the request went over as a whole. `answer`: what came back.

    A request is sent once: nothing is tried again and no redirect is followed without us.
    """

    def __init__(self) -> None:
        self.reached = self.written = False
        self.answer: requests.Response | None = None
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def reset(self) -> None:
        self.written, self.answer = False, None

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _watched(HTTPConnectionPool, self),
            "https": _watched(HTTPSConnectionPool, self),
        }

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        self.answer = super().send(*args, **kwargs)
        return self.answer


class OneHop(requests.Session):
    """A session over one wire. The environment has no say in it: no proxies, no passwords from ~/.netrc."""

    def __init__(self, wire: Wire) -> None:
        super().__init__()
        self.trust_env = False
        self.mount("https://", wire)
        self.mount("http://", wire)

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **kwargs | {"allow_redirects": False})


def _watched(pool: type[HTTPConnectionPool], wire: Wire) -> type[HTTPConnectionPool]:
    ordinary: Any = pool.ConnectionCls

    class Connection(ordinary):
        def connect(self) -> None:
            wire.reached = False
            super().connect()
            wire.reached = True

        def request(self, *args: Any, **kwargs: Any) -> None:
            super().request(*args, **kwargs)
            wire.written = True

    return type(pool.__name__, (pool,), {"ConnectionCls": Connection})
