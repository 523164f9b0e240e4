"""A small IMAP server that does what it is told: first of all well, then whatever servers have been seen to do."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Self

Act = Callable[["Session"], None]


class Session:
    """One connection, at the command that has just come."""

    def __init__(self, server: "Hostile", connection: socket.socket) -> None:
        self.server, self.connection = server, connection
        self.file = connection.makefile("rb")
        self.tag, self.words = "", [""]

    def say(self, *lines: str | bytes) -> None:
        for line in lines:
            self.connection.sendall((line if isinstance(line, bytes) else line.encode()) + b"\r\n")

    def done(self, what: str = "OK done") -> None:
        self.say(f"{self.tag} {what}")

    def serve(self) -> None:
        with suppress(OSError):
            self.server.act("greeting", self)
            while line := self.file.readline():
                self.tag, *self.words = line.decode("utf-8", "replace").split()
                verb = " ".join(self.words[:2] if self.words[0].upper() == "UID" else self.words[:1]).upper()
                if verb == "UID FETCH" and "BODY" in line.decode():
                    verb = "body"
                self.server.act(verb, self)
                if verb == "LOGOUT":
                    break
        self.drop()

    def drop(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()


class Hostile:
    """`messages` by UID. `script[verb]` holds what it does at its next commands of that kind, then it is well again;
    `always[verb]` what it does every time. Verbs are greeting, body, and commands: LOGIN, "UID SEARCH" and so on."""

    def __init__(self, messages: dict[int, bytes] | None = None) -> None:
        self.messages = messages or {}
        self.uid_validity, self.uid_next = "7", ""
        self.script: dict[str, list[Act]] = {}
        self.always: dict[str, Act] = {}
        self.asked: Counter[str] = Counter()
        self.fetched: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        self._open: list[Session] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for session in self._open:
            session.drop()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                self._open.append(Session(self, connection))
                threading.Thread(target=self._open[-1].serve, daemon=True).start()

    def act(self, verb: str, session: Session) -> None:
        self.asked[verb] += 1
        if verb == "body":
            self.fetched.append(session.words[2])
        if planned := self.script.get(verb):
            planned.pop(0)(session)
        else:
            self.always.get(verb, WELL.get(verb, Session.done))(session)


def greet(session: Session) -> None:
    session.say("* OK ready")


def capability(session: Session) -> None:
    session.say("* CAPABILITY IMAP4rev1")
    session.done()


def examine(session: Session) -> None:
    server = session.server
    following = server.uid_next or max(server.messages, default=0) + 1
    session.say(f"* {len(server.messages)} EXISTS", f"* OK [UIDVALIDITY {server.uid_validity}] valid")
    if following != "none":
        session.say(f"* OK [UIDNEXT {following}] next")
    session.done("OK [READ-ONLY] opened")


def search(session: Session) -> None:
    uids = sorted(session.server.messages)
    if session.words[2] == "HEADER":
        wanted = session.words[4].strip('"').encode()
        uids = [uid for uid in uids if wanted in session.server.messages[uid]]
    elif session.words[2] == "UID":
        low, _, _ = session.words[3].partition(":")
        if low == "*":
            uids = uids[-1:]
        elif not 0 < int(low) < 2**32:
            session.done("BAD that is no number of a message")
            return
        else:
            uids = [uid for uid in uids if uid >= int(low)] or uids[-1:]
    session.say(f"* SEARCH {' '.join(map(str, uids))}")
    session.done()


def entries(session: Session) -> None:
    now = time.strftime("%d-%b-%Y %H:%M:%S +0000", time.gmtime())
    for uid in map(int, session.words[2].split(",")):
        if raw := session.server.messages.get(uid):
            session.say(f'* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)} INTERNALDATE "{now}")')
    session.done()


def body(session: Session) -> None:
    uid = int(session.words[2])
    raw = session.server.messages.get(uid, b"")
    if "<0." in session.words[-1]:
        raw = raw[: int(session.words[-1].partition("<0.")[2].rstrip(">)"))]
    session.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw + b")")
    session.done()


def folders(session: Session) -> None:
    session.say('* LIST (\\Sent) "/" Sent')
    session.done()


def keep(session: Session) -> None:
    """Take in what comes with APPEND; nothing is said yet."""
    session.say("+ go on")
    raw = session.file.read(int(session.words[-1].strip("{}")))
    session.file.readline()
    session.server.messages[max(session.server.messages, default=0) + 1] = raw


def append(session: Session) -> None:
    keep(session)
    session.done()


WELL: dict[str, Act] = {
    "greeting": greet,
    "CAPABILITY": capability,
    "LIST": folders,
    "APPEND": append,
    "EXAMINE": examine,
    "UID SEARCH": search,
    "UID FETCH": entries,
    "body": body,
}


def no(session: Session) -> None:
    session.done("NO [SERVERBUG] not now")


def bad(session: Session) -> None:
    session.done("BAD what do you mean")


def hang(session: Session) -> None:
    """Neither answers nor hangs up."""
    session.file.read()


def hang_up(session: Session) -> None:
    session.drop()


def half_a_literal(session: Session) -> None:
    """Announces a message, sends the first half of it and is gone."""
    raw = session.server.messages[int(session.words[2])]
    session.say(f"* 1 FETCH (UID {session.words[2]} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw[: len(raw) // 2])
    session.drop()


def too_short_a_literal(session: Session) -> None:
    """Announces less than it sends: the rest is read as if it were the protocol."""
    raw = session.server.messages[int(session.words[2])]
    session.say(f"* 1 FETCH (UID {session.words[2]} BODY[] {{10}}".encode() + b"\r\n" + raw + b")")
    session.done()


def hang_in_a_literal(session: Session) -> None:
    raw = session.server.messages[int(session.words[2])]
    session.say(f"* 1 FETCH (UID {session.words[2]} BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw[: len(raw) // 2])
    session.file.read()


def drip(session: Session) -> None:
    """A byte now and then, for ever: no single wait is long."""
    session.connection.sendall(f"* 1 FETCH (UID {session.words[2]} BODY[] {{100000}}\r\n".encode())
    while True:
        session.connection.sendall(b"x")
        time.sleep(0.1)


def flood(session: Session) -> None:
    """Announces ten gigabytes and sends what it can."""
    session.connection.sendall(f"* 1 FETCH (UID {session.words[2]} BODY[] {{10000000000}}\r\n".encode())
    while True:
        session.connection.sendall(b"x" * 65536)


def chatter(session: Session) -> None:
    """Tells of things nobody asked for, and does not stop."""
    while True:
        session.connection.sendall(b"* 1 FETCH (FLAGS (" + b"x" * 1000 + b"))\r\n")


def keep_and_hang_up(session: Session) -> None:
    keep(session)
    session.drop()


def somebody_elses(session: Session) -> None:
    """Answers with another message than the one that was asked for."""
    session.say(b"* 9 FETCH (UID 999 BODY[] {5}\r\nOther)")
    body(session)


def number_behind(session: Session) -> None:
    raw = session.server.messages[int(session.words[2])]
    session.say(f"* 1 FETCH (BODY[] {{{len(raw)}}}".encode() + b"\r\n" + raw + f" UID {session.words[2]})".encode())
    session.done()
