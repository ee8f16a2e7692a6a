# SPDX-License-Identifier: Apache-2.0
"""The three services in one process over a real MongoDB: apps for requests, a town for events, accounts for people."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from deploy.topology import SERVICES
from shared import mongo
from shared.access import Grant, Role
from shared.identity import accounts
from shared.operations.documents import Order
from shared.settings import KitSettings
from shared.town import Town
from shared.web.app import create_app

ALIASES = ("mediation", "scoring", "courtlink", "identity")


@dataclass
class Hall:
    """Apps by service name, and one logged-in browser for each login and service."""

    apps: dict[str, Flask]
    town: Town
    browsers: dict[tuple[str, str], FlaskClient] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def account(self, login: str, *grants: tuple[Role, str]) -> str:
        """Open an account; its password is its login."""
        if login not in self.ids:
            held = [Grant(role, place) for role, place in grants]
            self.ids[login] = accounts.open_account(login, login, held, password=f"{login}-password").id
        return self.ids[login]

    def browser(self, service: str, login: str) -> FlaskClient:
        """A client of the service with the session of the account."""
        if (service, login) not in self.browsers:
            client = self.apps[service].test_client()
            form = {"login": login, "password": f"{login}-password"}
            assert client.post("/login", data=form).status_code == 303
            self.browsers[service, login] = client
        return self.browsers[service, login]

    def get(self, service: str, login: str, path: str, **more: Any) -> TestResponse:
        return self.browser(service, login).get(f"/api/{service}/v1{path}", **more)

    def post(
        self, service: str, login: str, path: str, body: Any, version: int | None = None, key: str = ""
    ) -> TestResponse:
        headers = {"Idempotency-Key": key or str(uuid4())}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.browser(service, login).post(f"/api/{service}/v1{path}", json=body, headers=headers)


def settings(mongo_url: str, namespace: str, **more: str) -> KitSettings:
    facts: dict[str, str] = dict.fromkeys(KitSettings.__dataclass_fields__, "")
    facts |= {"environment": "test", "mongo_url": mongo_url, "namespace": namespace, "secret_key": "s" * 40}
    return KitSettings(**(facts | {"public_url": "http://localhost"} | more))


def empty(mongo_url: str, databases: Iterable[str]) -> None:
    """Take every document out of these databases; their indexes stay, for making them takes longer than a test."""
    with mongo.client(mongo_url) as driver:
        for database in databases:
            for name in driver[database].list_collection_names():
                driver[database][name].delete_many({})


@contextmanager
def open_hall(
    mongo_url: str, namespace: str, *, names: Sequence[str] = ALIASES, **more: str
) -> Iterator[Hall]:
    """A hall over empty databases, which go with it: each open one holds hundreds of the server's files."""
    mongo.connect(mongo_url, names, namespace=namespace)
    try:
        for service in SERVICES:
            mongo.ensure_indexes(service.documents)
        accounts.ensure_indexes()
        mongo.ensure_indexes([Order])
        chosen = settings(mongo_url, namespace, **more)
        apps = {service.name: create_app(service, chosen) for service in SERVICES}
        yield Hall(apps, Town(SERVICES))
    finally:
        mongo.disconnect(names)
        with mongo.client(mongo_url) as driver:
            for alias in names:
                driver.drop_database(f"{namespace}{alias}")
