# SPDX-License-Identifier: Apache-2.0
"""The web app of the service, made in each gunicorn worker."""

from flask import Flask

from services.courtlink import SERVICE
from shared.web import serve


def make() -> Flask:
    """The app, with the settings of the environment."""
    return serve.make(SERVICE)
