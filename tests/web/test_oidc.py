# SPDX-License-Identifier: Apache-2.0
"""Login through an OpenID Connect provider, a real one on loopback: code flow with PKCE, state and nonce."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import oidc_provider_mock
import pytest
import requests
from flask.testing import FlaskClient

from shared.access import Grant, Role
from shared.identity import accounts
from tests.hall import Hall, open_hall, settings


@pytest.fixture(scope="module")
def linked(mongo_url: str, namespace: str) -> Iterator[Hall]:
    """A hall with a provider, and one account that is linked to the person `zhao` there."""
    with oidc_provider_mock.run_server_in_thread() as provider:
        issuer = f"http://localhost:{provider.server_port}"
        facts = {"oidc_issuer": issuer, "oidc_client_id": "heshilao", "oidc_client_secret": "hidden"}
        with open_hall(mongo_url, f"{namespace}oidc_", **facts) as hall:
            grant = Grant(Role.MEDIATOR, "371302001")
            accounts.open_account("zhao", "赵某", [grant], external=f"{issuer}|zhao")
            yield hall


def go_and_come_back(client: FlaskClient, person: str, **changed: str) -> tuple[int, str]:
    """Log in as `person` at the provider; returns status and text of what the browser sees in the end."""
    sent = client.get("/oidc/login")
    asked = parse_qs(urlsplit(sent.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    assert asked["nonce"]
    back = requests.post(sent.headers["Location"], data={"sub": person}, allow_redirects=False, timeout=10)
    answer = parse_qs(urlsplit(back.headers["Location"]).query)
    query = {name: values[0] for name, values in answer.items()} | changed
    page = client.get("/oidc/callback", query_string=query, follow_redirects=True)
    return page.status_code, page.text


def test_a_linked_person_is_logged_in(linked: Hall) -> None:
    client = linked.apps["mediation"].test_client()

    status, text = go_and_come_back(client, "zhao")

    assert (status, "赵某" in text) == (200, True)
    assert client.get("/api/mediation/v1/cases/").status_code == 200


def test_nobody_is_let_in_without_a_link_or_with_another_state(linked: Hall) -> None:
    client = linked.apps["mediation"].test_client()

    stranger, _ = go_and_come_back(client, "wang")
    forged, _ = go_and_come_back(client, "zhao", state="another")

    assert (stranger, forged) == (403, 401)
    assert client.get("/api/mediation/v1/cases/").status_code == 401


def test_a_provider_that_is_away_is_told_with_when_to_come_again(linked: Hall) -> None:
    client = linked.apps["scoring"].test_client()
    linked.apps["scoring"].config["SETTINGS"] = settings("", "", oidc_issuer="http://localhost:1")

    answer = client.get("/oidc/login")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
