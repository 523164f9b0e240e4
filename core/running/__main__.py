"""`python -m core.running`: start everything, say where to look, and stop everything on Ctrl-C."""

import asyncio
import http.client
import json
import os
import subprocess
import sys
from typing import Any

from core.embedded import EmbeddedError, services
from core.embedded.attach import Attachment
from core.embedded.folders import PROJECT, var_folder
from core.embedded.secret import require_secret_key
from core.running.addresses import free_port, number, require_free, visible_host
from core.running.supervisor import Part, Supervisor

LOOK_SECONDS = 2
MANAGE = [sys.executable, "manage.py"]
# The worker's advice against root is for production; here the whole of `make run` is root's choice.
CELERY = [sys.executable, "-W", "ignore:You're running the worker", "-m", "celery", "--quiet", "-A", "mediarel"]


def parts() -> list[Part]:
    """The processes of one Mediarel."""
    together = [
        Part("web", [sys.executable, "-m", "gunicorn", "mediarel.wsgi"]),
        Part("worker", worker("celery", processes=os.environ["WORKER_PROCESSES"])),
        Part("fetcher", worker("fetching", processes=os.environ["FETCHING_PROCESSES"])),
        Part("beat", [*CELERY, "beat", "--loglevel", "WARNING", "--pidfile="]),
    ]
    if not os.environ.get("EMAIL_URL"):  # otherwise there is nothing to catch
        together.append(Part("mail", [*MANAGE, "mail_catcher", "--port", os.environ["CATCHER_PORT"]]))
    if press := os.environ.get("DEMO_PRESS"):
        together.append(Part("press", [*MANAGE, "demo_press", "--port", press.rpartition(":")[2]]))
    return together


def worker(queue: str, *, processes: str) -> list[str]:
    """The command of a worker that reads one queue."""
    named = ["--queues", queue, "--hostname", f"{queue}@%h"]
    return [*CELERY, "worker", "--loglevel", "WARNING", "--concurrency", processes, *named]


def choose_addresses() -> str:
    """Settle HOST, PORT and SITE_URL in the environment; the address to open in a browser comes back."""
    host = os.environ.setdefault("HOST", "127.0.0.1")
    port = number("PORT", 8000)
    catcher = number("CATCHER_PORT", 1025)
    require_free(host, port, "PORT")
    if not os.environ.get("EMAIL_URL"):
        require_free("127.0.0.1", catcher, "CATCHER_PORT")
    os.environ.update(PORT=str(port), CATCHER_PORT=str(catcher))
    os.environ.setdefault("WORKER_PROCESSES", "2")
    os.environ.setdefault("FETCHING_PROCESSES", "4")
    visible = visible_host(host)
    return os.environ.setdefault(
        "SITE_URL", f"http://[{visible}]:{port}" if ":" in visible else f"http://{visible}:{port}"
    )


def choose_press(ready: dict[str, Any]) -> None:
    """Settle DEMO_PRESS: where the demo's papers are printed, if the demo is loaded; else nowhere."""
    if ready["sign_ins"]:
        os.environ["DEMO_PRESS"] = f"127.0.0.1:{free_port('127.0.0.1')}"
    else:
        os.environ.pop("DEMO_PRESS", None)


def prepare() -> dict[str, Any]:
    """Bring the database and the static files up to date; demo data the first time. Returns what there is to say."""
    done = subprocess.run([*MANAGE, "prepare"], cwd=PROJECT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)
    return json.loads(done.stdout.splitlines()[-1])


def welcome(address: str, ready: dict[str, Any]) -> str:
    """The block that tells where to look and how to sign in."""
    lines = ["Mediarel is running.", "", f"  Open      {address}/"]
    widest = max((len(person["email"]) for person in ready["sign_ins"]), default=0)
    for person in ready["sign_ins"]:
        lines += [f"  Sign in   {person['email']:<{widest}}  password {ready['password']}  ({person['role'].lower()})"]
    if not ready["people"]:
        lines.append("            The first page asks for the first admin.")
    if not os.environ.get("EMAIL_URL"):
        lines.append(f"  Mail      is caught, and can be read at {address}/mail/caught/")
    lines += [f"  Data      {var_folder()}", "  Stop      Ctrl-C"]
    rule = "─" * max(map(len, lines))
    return "\n".join(["", rule, *lines, rule, ""])


def answers(host: str, port: int) -> bool:
    """Whether the web server speaks HTTP; asked directly, whatever proxy is set."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


async def greet(address: str, ready: dict[str, Any]) -> None:
    """Speak when the web server answers, not before."""
    host = visible_host(os.environ["HOST"])
    for _ in range(240):
        if await asyncio.to_thread(answers, host, int(os.environ["PORT"])):
            print(welcome(address, ready), flush=True)
            return
        await asyncio.sleep(0.25)


async def mend(servers: list[Attachment], supervisor: Supervisor) -> None:
    """Bring a server back whose keeper was killed; keepers themselves bring back servers that die."""
    while not supervisor.stopping.is_set():
        await asyncio.sleep(LOOK_SECONDS)
        for server in servers:
            try:
                url = await asyncio.to_thread(server.mend)
            except EmbeddedError as error:
                supervisor.say(server.part.name, str(error))
                continue
            if url:
                supervisor.say(server.part.name, f"{server.part.title} lost its keeper, and is back")
            if url and url != os.environ[server.part.variable]:
                os.environ[server.part.variable] = url
                supervisor.restart()


async def run_together(address: str, ready: dict[str, Any], servers: list[Attachment]) -> None:
    news = [server.part.news for server in servers]
    supervisor = Supervisor(parts(), cwd=PROJECT, env=os.environ, news=news)
    beside = [asyncio.create_task(greet(address, ready)), asyncio.create_task(mend(servers, supervisor))]
    await supervisor.run()
    for task in beside:
        task.cancel()


def main() -> None:
    address = choose_addresses()
    require_secret_key()
    print("Starting …", flush=True)
    with services(wait=True) as servers:
        ready = prepare()
        choose_press(ready)
        asyncio.run(run_together(address, ready, servers))
    print("Stopped.", flush=True)


if __name__ == "__main__":
    try:
        main()
    except EmbeddedError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
