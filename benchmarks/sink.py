"""An SMTP server that writes down what it takes, and misbehaves as often as it is told to. A process of its own.

    python -m benchmarks.sink PORT LOG '{"delay": 0.02, "rcpt": {"450 later": 0.05}, "received": {"drop": 0.01}}'

Answers are given with their probability, by phase: mail, rcpt, received (after the final dot). Three are special:
`drop` closes the connection, `hang` says nothing for a minute, `take and drop` keeps the message and then closes. Each
line of the log is a JSON object: whom the message was for, its Message-ID, and whether it was taken, refused for good
or left without an answer.
"""

import asyncio
import json
import random
import sys
from email.parser import BytesHeaderParser
from typing import Any

from aiosmtpd.smtp import SMTP

DROP, HANG, TAKE_AND_DROP = "drop", "hang", "take and drop"


class Sink:
    def __init__(self, log: Any, behaviour: dict[str, Any]) -> None:
        self.log, self.behaviour = log, behaviour

    def _write(self, what: str, recipient: str, message_id: str = "") -> None:
        self.log.write(json.dumps({"what": what, "to": recipient, "id": message_id}) + "\n")
        self.log.flush()

    def _mood(self, phase: str) -> str:
        dice = random.random()
        for answer, share in self.behaviour.get(phase, {}).items():
            dice -= share
            if dice < 0:
                return answer
        return "250 OK"

    async def _say(self, server: SMTP, mood: str) -> str:
        if mood == HANG:
            await asyncio.sleep(60)
        if mood in {DROP, HANG, TAKE_AND_DROP}:
            server.transport.abort()
        return mood

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        mood = self._mood("mail")
        if mood.startswith("250"):
            envelope.mail_from = address
        return await self._say(server, mood)

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        mood = self._mood("rcpt")
        if mood.startswith("250"):
            envelope.rcpt_tos.append(address)
        elif mood.startswith("5"):
            self._write("refused", address)
        return await self._say(server, mood)

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.behaviour.get("delay", 0))
        mood, recipient = self._mood("received"), envelope.rcpt_tos[0]
        message_id = BytesHeaderParser().parsebytes(envelope.content)["Message-ID"]
        if mood.startswith("250") or mood == TAKE_AND_DROP:
            self._write("taken", recipient, message_id)
        elif mood.startswith("5"):
            self._write("refused", recipient, message_id)
        if mood in {DROP, HANG, TAKE_AND_DROP}:
            self._write("unanswered", recipient, message_id)
        return await self._say(server, mood)


async def main(port: int, path: str, behaviour: dict[str, Any]) -> None:
    with open(path, "a") as log:
        sink, loop = Sink(log, behaviour), asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(sink, hostname="sink", loop=loop, enable_SMTPUTF8=True), "127.0.0.1", port
        )
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])))
