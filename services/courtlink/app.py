# SPDX-License-Identifier: Apache-2.0
"""The web app of the service, made in each gunicorn worker."""

from flask import Flask

from services.courtlink import SERVICE
from shared.settings import KitSettings
from shared.web.app import create_app


def make() -> Flask:
    """The app, with the settings of the environment."""
    return create_app(SERVICE, KitSettings.read())
