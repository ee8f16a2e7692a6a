# SPDX-License-Identifier: Apache-2.0
"""The web process becomes gunicorn; its settings come from GUNICORN_CMD_ARGS, so deployment decides them."""

import os
import sys
from typing import NoReturn

from shared.service import Service


def serve(service: Service) -> NoReturn:
    """Replace this process by gunicorn, which makes the app in each worker, after the fork."""
    command = [sys.executable, "-m", "gunicorn", f"services.{service.name}.app:make()"]
    os.execv(sys.executable, command)
