# SPDX-License-Identifier: Apache-2.0
"""A private RabbitMQ node from Debian's package: own name, ports, data and epmd; it touches no other broker."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Self

from deploy.local.ports import answers, free_ports
from deploy.local.processes import Process, StartFailed, end, start, wait_until


def scripts() -> Path:
    """The folder with rabbitmq-server itself, not Debian's wrapper, which insists on root or the user rabbitmq."""
    candidates = [
        Path("/usr/lib/rabbitmq/bin"),
        *sorted(Path("/usr/lib/rabbitmq/lib").glob("rabbitmq_server-*/sbin")),
    ]
    for folder in candidates:
        if (folder / "rabbitmq-server").exists() and (folder / "rabbitmqctl").exists():
            return folder
    raise StartFailed("RabbitMQ is not installed: apt install rabbitmq-server")


# A quorum queue whose node was killed right after a write may wait for a leader for ever (seen with 3.10.8).
# The queues of a node that stands alone can elect no other member, so asking for an election is always right.
_ELECT = (
    "[ra:trigger_election(amqqueue:get_pid(Queue)) || Queue <- rabbit_amqqueue:list(), "
    "amqqueue:get_type(Queue) =:= rabbit_quorum_queue]."
)


class RabbitMQ:
    """A context manager: `with RabbitMQ(folder) as rabbit: rabbit.url`. Data stay in the folder."""

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        ports = free_ports(4)
        self.port, self._dist, self._epmd = port or ports[0], ports[1], ports[2]
        self._folder = folder / "rabbitmq"
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}/%2f"

    def environment(self) -> dict[str, str]:
        """What keeps the node apart from any other on the machine."""
        home = self._folder
        own = {
            "HOME": home,
            "ERL_EPMD_PORT": self._epmd,
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_NODENAME": "heshilao@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": self.port,
            "RABBITMQ_DIST_PORT": self._dist,
            "RABBITMQ_CTL_DIST_PORT_MIN": self._dist + 10_000,
            "RABBITMQ_CTL_DIST_PORT_MAX": self._dist + 10_020,
            "RABBITMQ_BASE": home,
            "RABBITMQ_MNESIA_BASE": home / "mnesia",
            "RABBITMQ_LOG_BASE": home / "log",
            "RABBITMQ_LOGS": home / "node.log",
            "RABBITMQ_PID_FILE": home / "pid",
            "RABBITMQ_CONFIG_FILE": home / "rabbitmq.conf",
            "RABBITMQ_ADVANCED_CONFIG_FILE": home / "advanced.config",
            "RABBITMQ_ENABLED_PLUGINS_FILE": home / "enabled_plugins",
            "RABBITMQ_GENERATED_CONFIG_DIR": home / "generated",
            "RABBITMQ_FEATURE_FLAGS_FILE": home / "feature_flags",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 -kernel inet_dist_use_interface {127,0,0,1}",
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("RABBITMQ_", "ERL_"))}
        return kept | {key: str(value) for key, value in own.items()}

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        used = (self._folder / "mnesia").exists()
        (self._folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = 127.0.0.1:{self.port}\n"
            "disk_free_limit.absolute = 500MB\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
        )
        (self._folder / "enabled_plugins").write_text("[].\n")
        environment, log = self.environment(), self._folder / "start.log"
        epmd = shutil.which("epmd")
        if epmd is None:
            raise StartFailed("epmd of Erlang is not installed: apt install rabbitmq-server")
        self._epmd_process = start(
            [epmd, "-port", str(self._epmd), "-address", "127.0.0.1"], log, environment
        )
        self.process: Process | None = None
        try:
            wait_until(lambda: answers(self._epmd), self._epmd_process, log, 10)
            self.process = start([str(scripts() / "rabbitmq-server")], log, environment)
            wait_until(lambda: answers(self.port), self.process, log, 90)
            self.control("await_startup", "--timeout", "60")
            if used:
                self.control("eval", _ELECT)
        except BaseException:
            self.stop()
            raise
        return self

    def control(self, *arguments: str) -> str:
        """Run rabbitmqctl on this node; returns what it printed. Raises CalledProcessError."""
        command = [str(scripts() / "rabbitmqctl"), "--quiet", *arguments]
        return subprocess.run(
            command, env=self.environment(), check=True, capture_output=True, text=True
        ).stdout

    def stop(self) -> None:
        if self.process is not None:
            end(self.process, within=12.0)
        end(self._epmd_process, within=2.0)

    def __exit__(self, *_: object) -> None:
        self.stop()
