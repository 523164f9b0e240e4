"""How gunicorn serves Mediarel: `gunicorn mediarel.wsgi`. docs/operations.md explains the variables."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 20
max_requests = 5000  # a fresh process now and then, not all at the same moment
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # the heartbeat must not wait for a slow disk
control_socket_disable = True
preload_app = True  # a bad setting stops the start instead of every worker, again and again
loglevel = "warning"


def when_ready(server: object) -> None:
    """The application is loaded, and no process is divided off yet."""
    from core.warming import warm_up  # Django is set up only now

    warm_up()
