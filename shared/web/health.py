# SPDX-License-Identifier: Apache-2.0
"""For those who run it: is the process alive, can it serve, which build is it, and its figures."""

import importlib.metadata
import os
import time
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, current_app, g, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest, multiprocess

from shared import mongo
from shared.access import Actor
from shared.mongo import is_away
from shared.service import Service
from shared.web.calls import public

blueprint = Blueprint("health", __name__)
SECONDS = Histogram("heshilao_request_seconds", "Time to answer", ["service", "method", "route", "status"])
log = structlog.get_logger("access")


@blueprint.get("/livez")
@public
def livez() -> dict[str, str]:
    """The process answers; nothing else is asked."""
    return {"status": "alive"}


@blueprint.get("/readyz")
@public
def readyz() -> tuple[Response, int]:
    """Whether requests can be served: a primary answers, and the indexes are there. RabbitMQ is not needed."""
    service: Service = current_app.extensions["service"]
    try:
        missing = mongo.missing_indexes(service.documents)
    except Exception as error:
        if not is_away(error):
            raise
        return jsonify(status="database away"), 503
    return jsonify(status="lacks indexes" if missing else "ready", missing=missing), 503 if missing else 200


@blueprint.get("/version")
@public
def version() -> dict[str, str]:
    """The version of the software and, where the build tells, the commit."""
    try:
        number = importlib.metadata.version("heshilao")
    except importlib.metadata.PackageNotFoundError:
        number = "0.1.0"
    return {"version": number, "commit": os.environ.get("HESHILAO_COMMIT", "")}


@blueprint.get("/metrics")
@public
def metrics() -> Response:
    """Prometheus figures of all worker processes; the gateway does not show this path."""
    registry = CollectorRegistry()
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def register(app: Flask, service: str) -> None:
    """Serve the health views, and write one log line and one figure for each request."""
    app.register_blueprint(blueprint)

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()

    @app.after_request
    def finish(response: Response) -> Response:
        if next_page := g.get("next_page"):
            response.headers["Link"] = next_page
        seconds = time.monotonic() - g.get("began", time.monotonic())
        route = request.url_rule.rule if request.url_rule else "none"
        SECONDS.labels(service, request.method, route, response.status_code).observe(seconds)
        actor: Actor | None = g.get("actor")
        line: dict[str, Any] = {
            "service": service,
            "method": request.method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
            "request": g.get("request_id", ""),
            "subject": actor.id if actor else "",
        }
        if route not in ("/livez", "/readyz", "/metrics"):
            log.info("request", **line)
        return response
