# SPDX-License-Identifier: Apache-2.0
"""The web process becomes gunicorn; its settings come from GUNICORN_CMD_ARGS, so deployment decides them."""

import os
import sys
from typing import NoReturn

from flask import Flask

from shared.operations.pulse import Pulse
from shared.service import Service
from shared.settings import KitSettings
from shared.web.app import create_app


def make(service: Service) -> Flask:
    """The app of one gunicorn worker, with the settings of the environment; from now on its heart beats."""
    app = create_app(service, KitSettings.read())
    Pulse(service.name, "web").keep_beating()
    return app


def serve(service: Service) -> NoReturn:
    """Replace this process by gunicorn, which makes the app in each worker, after the fork."""
    command = [sys.executable, "-m", "gunicorn", f"services.{service.name}.app:make()"]
    os.execv(sys.executable, command)
