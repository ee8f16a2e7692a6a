# SPDX-License-Identifier: Apache-2.0
"""Writes the OpenAPI file of each service again: `python -m deploy.documents`. A test fails while they are stale."""

import json
from pathlib import Path
from typing import Any

from deploy.topology import SERVICES
from shared import mongo
from shared.service import Service
from shared.settings import KitSettings
from shared.web.app import create_app

FOLDER = Path(__file__).parents[1] / "docs" / "openapi"


def openapi(service: Service) -> dict[str, Any]:
    """The OpenAPI document of a service. Opens no connection."""
    app = create_app(service, KitSettings.read())
    document: dict[str, Any] = app.extensions["problem_api"].spec.to_dict()
    mongo.disconnect([service.name, "identity"])
    return document


def text(service: Service) -> str:
    """The file's content."""
    return json.dumps(openapi(service), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        (FOLDER / f"{service.name}.json").write_text(text(service), encoding="utf-8")


if __name__ == "__main__":
    main()
