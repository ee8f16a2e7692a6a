# SPDX-License-Identifier: Apache-2.0
"""The app of a service, made from its table of contents."""

import logging
import sys

import structlog
from flask import Flask, render_template
from werkzeug.middleware.proxy_fix import ProxyFix

from shared import mongo
from shared.identity import pages as identity_pages
from shared.identity import sessions
from shared.operations import account_pages
from shared.operations import pages as operation_pages
from shared.operations import views as operations
from shared.service import Service
from shared.settings import KitSettings
from shared.web import furniture, health, looks, problems, requests, words
from shared.web.calls import public
from shared.web.furniture import ASSETS, TEMPLATES
from shared.web.problems import ProblemApi


def write_json_logs() -> None:
    """One JSON object a line on standard output; readable Chinese, no bodies, no values."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stdout),
    )


def create_app(service: Service, settings: KitSettings) -> Flask:
    """The Flask app of `service`: its JSON API under /api/NAME/v1, its pages under /NAME, health, and login.

    Opens no connection before the first request, so that it can be made before a fork.
    """
    app = Flask(
        service.name, template_folder=str(TEMPLATES), static_folder=str(ASSETS), static_url_path="/static"
    )
    app.config.update(
        SERVICE=service.name,
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key or "development only, never in production",
        API_TITLE=f"Heshilao {service.name} ({service.title})",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"/api/{service.name}",
        OPENAPI_JSON_PATH="openapi.json",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    mongo.connect(settings.mongo_url, [service.name, "identity"], namespace=settings.namespace)
    app.extensions["service"] = service
    app.extensions["catalogue"] = problems.read_catalogue(problems.KIT_MESSAGES, service.messages)
    words.register(app, service.messages.with_name("en.po"))
    furniture.register(app)
    requests.register(app)
    looks.register(app)
    health.register(app, service.name)
    sessions.register(app)
    api = ProblemApi(app)
    app.extensions["problem_api"] = api
    for blueprint in (*service.apis, operations.api):
        prefix = f"/api/{service.name}/v1{blueprint.url_prefix or ''}"
        api.register_blueprint(blueprint, url_prefix=prefix)
    for page in (*service.pages, identity_pages.blueprint):
        app.register_blueprint(page)
    for desk in (operation_pages.blueprint, account_pages.blueprint):
        app.register_blueprint(desk, url_prefix=f"/{service.name}/operations")
    problems.register(app)

    @app.get("/problems/<code>")
    @public
    def explain(code: str) -> str:
        """What a problem code means."""
        entry = problems.sentence(code)
        return render_template("problem.html", problem={"code": code, "detail": entry, "title": code})

    return app
