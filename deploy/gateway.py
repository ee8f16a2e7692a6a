# SPDX-License-Identifier: Apache-2.0
"""The gateway: nginx as an ordinary process, which serves the three services and the assets under one origin."""

import os
import pwd
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from deploy.local.processes import StartFailed

_TEMPLATE = Path(__file__).with_name("nginx.conf.tmpl")
_ASSETS = Path(__file__).parents[1] / "assets" / "dist"
STREAMS = "scoring-events"  # the process that holds open the streams of live boards
FRONT = "mediation"  # whose pages stand at / and which answers for login and accounts


def command(folder: Path, port: int, services: Mapping[str, int]) -> Sequence[str]:
    """Write the configuration into `folder` for `services` (name: port); returns the command that runs it.

    `STREAMS` may be one of them; without it, the scoring service answers for its streams too.
    """
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        raise StartFailed("nginx is not installed: apt install nginx-light")
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
            # Started by root, nginx gives its workers to another user, who may not read the assets.
            user=f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else "",
            folder=folder,
            port=port,
            assets=_ASSETS,
            upstreams="\n".join(
                f"    upstream {name} {{ server 127.0.0.1:{inner}; keepalive 16; keepalive_timeout 20s; }}"
                for name, inner in services.items()
            ),
            names="|".join(name for name in services if name not in (FRONT, STREAMS)),
            front=FRONT,
            streams=STREAMS if STREAMS in services else "scoring",
        ),
        encoding="utf-8",
    )
    return [nginx, "-p", str(folder), "-c", str(configuration), "-e", "stderr"]
