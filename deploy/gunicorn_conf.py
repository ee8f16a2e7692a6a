# SPDX-License-Identifier: Apache-2.0
"""Settings of the web processes, used through GUNICORN_CMD_ARGS or `gunicorn --config`.

Threads, since a request waits for MongoDB most of the time. No preload: a MongoDB client must not be forked.
"""

import os
from typing import Any

from prometheus_client import multiprocess

bind = os.environ.get("HESHILAO_BIND", "127.0.0.1:8001")
worker_class = "gthread"
workers = int(os.environ.get("HESHILAO_WEB_WORKERS", "2"))
threads = int(os.environ.get("HESHILAO_WEB_THREADS", "8"))
worker_tmp_dir = "/dev/shm"  # noqa: S108 - a file there is never on a slow disk; gunicorn unlinks it at once
control_socket_disable = True  # its path would be the same for all services of a user
graceful_timeout = 7
keepalive = 30  # longer than the 20 s for which the gateway keeps an idle connection
forwarded_allow_ips = "127.0.0.1"


def child_exit(_server: Any, worker: Any) -> None:
    """Take the metrics of a worker that ended out of the sums of the living."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
