"""The tests' own safety net."""

import socket

import pytest

from tests.conftest import NetworkBlocked


def test_connection_to_the_outside_is_refused():
    with socket.socket() as outside, pytest.raises(NetworkBlocked):
        outside.connect(("192.0.2.1", 80))


def test_connection_to_loopback_is_let_through():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
