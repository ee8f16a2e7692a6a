# SPDX-License-Identifier: Apache-2.0
"""Login, sessions, tokens, and that every view says who may call it."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from shared.access import Role
from shared.identity import accounts, sessions, tokens
from shared.web.calls import POLICY, PUBLIC
from tests.hall import Hall, open_hall, settings

CASES = "/api/mediation/v1/cases/"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("keys") / "token.pem"
    file.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    return file


@pytest.fixture(scope="module")
def office(mongo_url: str, namespace: str, key_file: Path) -> Iterator[Hall]:
    with open_hall(mongo_url, f"{namespace}id_", token_key_file=str(key_file)) as hall:
        hall.account("here", (Role.MEDIATOR, "371302001"))
        yield hall


def test_every_view_declares_who_may_call_it(office: Hall) -> None:
    for app in office.apps.values():
        open_views = {"static", "api-docs.openapi_json"}
        for endpoint, view in app.view_functions.items():
            declared = hasattr(view, POLICY) or hasattr(view, PUBLIC)
            assert declared or endpoint in open_views, f"{app.name}: {endpoint} declares no policy"


def test_login_opens_all_three_services_and_logout_shuts_them(office: Hall) -> None:
    client = office.apps["mediation"].test_client()
    assert client.get("/").status_code == 302
    assert client.post("/login", data={"login": "here", "password": "wrong"}).status_code == 401
    form = {"login": "here", "password": "here-password", "next": "//evil.example"}
    assert client.post("/login", data=form).headers["Location"] == "/"
    cookie = client.get_cookie("heshilao_session")
    scoring = office.apps["scoring"].test_client()
    scoring.set_cookie("heshilao_session", cookie.value)
    assert scoring.get("/").status_code == 200

    client.post("/logout")

    sessions.forget(office.ids["here"])
    stolen = office.apps["mediation"].test_client()
    stolen.set_cookie("heshilao_session", cookie.value)
    assert stolen.get(CASES).status_code == 401


def test_a_session_that_began_at_another_process_is_known_at_once(office: Hall) -> None:
    assert office.get("mediation", "here", "/cases/").status_code == 200  # the account is remembered here now
    account = accounts.by_login("here")
    assert account is not None
    browser = office.apps["mediation"].test_client()
    with browser.session_transaction() as session:
        session["account"], session["sid"] = account.id, accounts.begin_session(account)

    assert browser.get(CASES).status_code == 200


def test_tries_are_counted(office: Hall) -> None:
    office.account("slow", (Role.MEDIATOR, "371302001"))
    client = office.apps["mediation"].test_client()

    codes = [client.post("/login", data={"login": "slow", "password": "no"}).status_code for _ in range(6)]

    assert codes == [401] * 5 + [429]


def test_who_knows_the_password_may_log_in_often(office: Hall) -> None:
    office.account("often", (Role.MEDIATOR, "371302001"))
    client = office.apps["mediation"].test_client()
    right = {"login": "often", "password": "often-password"}

    codes = [client.post("/login", data=right).status_code for _ in range(6)]

    assert codes == [303] * 6


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 401),
        ({"Sec-Fetch-Site": "none"}, 401),
        ({"Origin": "http://localhost"}, 401),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
    ],
)
def test_a_form_from_another_site_is_refused(office: Hall, headers: dict[str, str], status: int) -> None:
    answer = office.apps["mediation"].test_client().post("/login", data={"login": "nobody"}, headers=headers)

    assert answer.status_code == status


def claims(office: Hall, **changed: object) -> dict[str, object]:
    now = int(time.time())
    plain = {"iss": tokens.ISSUER, "aud": "mediation", "sub": office.ids["here"], "iat": now, "nbf": now}
    return plain | {"exp": now + 600, "jti": "j"} | changed


def ask(office: Hall, token: str) -> int:
    client = office.apps["mediation"].test_client()
    return client.get(CASES, headers={"Authorization": f"Bearer {token}"}).status_code


def test_a_token_of_ours_opens_what_the_account_may_see(office: Hall, key_file: Path) -> None:
    token = tokens.issue(office.ids["here"], "mediation", settings("", "", token_key_file=str(key_file)))

    assert ask(office, token) == 200


def _encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def _signed_with_the_public_key(facts: object, public: bytes) -> str:
    """HS256 with the public key as its secret: the trick that confuses one algorithm with another."""
    body = f"{_encoded({'alg': 'HS256', 'typ': 'at+jwt'})}.{_encoded(facts)}"
    mark = hmac.new(public, body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def test_tokens_that_are_not_ours_are_refused(office: Hall, key_file: Path) -> None:
    own, foreign = ECKey.import_key(key_file.read_text()), ECKey.generate_key("P-256")
    header = {"alg": "ES256", "typ": "at+jwt"}
    now = int(time.time())
    good = claims(office)

    refused = {
        "none": f"{_encoded({'alg': 'none', 'typ': 'at+jwt'})}.{_encoded(good)}.",
        "foreign key": jwt.encode(header, good, foreign),
        "public key as secret": _signed_with_the_public_key(good, own.as_pem(private=False)),
        "expired": jwt.encode(header, claims(office, iat=now - 900, nbf=now - 900, exp=now - 61), own),
        "not yet": jwt.encode(header, claims(office, nbf=now + 120), own),
        "other audience": jwt.encode(header, claims(office, aud="scoring"), own),
        "other issuer": jwt.encode(header, claims(office, iss="heshilao.evil"), own),
        "too long": jwt.encode(header, claims(office, exp=now + 90_000), own),
        "id token": jwt.encode({"alg": "ES256", "typ": "JWT"}, good, own),
        "no account": jwt.encode(header, claims(office, sub="nobody"), own),
        "rubbish": "x.y.z",
        "empty": "",
    }

    assert {name: ask(office, token) for name, token in refused.items()} == dict.fromkeys(refused, 401)


def test_a_disabled_account_can_do_nothing(office: Hall) -> None:
    office.account("gone", (Role.MEDIATOR, "371302001"))
    assert office.get("mediation", "gone", "/cases/").status_code == 200

    accounts.change("gone", active=False)
    sessions.forget(office.ids["gone"])

    assert office.get("mediation", "gone", "/cases/").status_code == 401


def test_answers_carry_the_security_headers(office: Hall) -> None:
    for path in ("/login", CASES, "/nothing-here"):
        headers = office.apps["mediation"].test_client().get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_without_a_provider_the_door_is_not_there(office: Hall) -> None:
    client = office.apps["mediation"].test_client()

    assert client.get("/oidc/login").status_code == 404
    assert client.get("/oidc/callback").status_code == 404
