# SPDX-License-Identifier: Apache-2.0
"""What people and programs send by mistake or on purpose, and what they hear."""

import threading
from typing import Any
from uuid import uuid4

import pytest

from tests.hall import Hall

CASES = "/api/mediation/v1/cases/"


def form(body: str, **more: Any) -> dict[str, Any]:
    parties = [{"ref": ref, "name": f"当事人{ref}", "kind": "person"} for ref in "AB"]
    return {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": parties, **more}


def apply(hall: Hall, body: str, **more: Any) -> dict[str, Any]:
    answer = hall.post("mediation", "here", "/cases/", form(body, **more))
    assert answer.status_code == 201, answer.json
    return answer.json  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"{", "malformed_json"),
        (b'{"a": 1, "a": 2}', "malformed_json"),
        (b'{"a": NaN}', "malformed_json"),
        (b'{"a": 9007199254740993}', "malformed_json"),
        (b"[" * 40 + b"]" * 40, "malformed_json"),
        (b"\xff\xfe", "malformed_json"),
    ],
)
def test_a_body_that_is_not_strict_json_is_refused(hall: Hall, text: bytes, code: str) -> None:
    headers = {"Idempotency-Key": str(uuid4())}
    client = hall.browser("mediation", "here")

    answer = client.post(CASES, data=text, content_type="application/json", headers=headers)

    assert (answer.status_code, answer.json["code"]) == (400, code)
    assert answer.mimetype == "application/problem+json"


def test_other_content_oversize_and_chunked_bodies_are_refused(hall: Hall) -> None:
    client = hall.browser("mediation", "here")

    plain = client.post(CASES, data="x=1", content_type="text/plain")
    large = client.post(CASES, data=b"x" * (1024 * 1024 + 1), content_type="application/json")
    chunked = client.post(CASES, data=b"{}", headers={"Transfer-Encoding": "chunked"})

    assert [a.status_code for a in (plain, large, chunked)] == [415, 413, 411]


def test_unknown_fields_and_wrong_types_are_named(hall: Hall, body: str) -> None:
    answer = hall.post("mediation", "here", "/cases/", form(body, winner="me", facts=7))

    assert (answer.status_code, answer.json["code"]) == (422, "invalid_input")
    assert set(answer.json["errors"]["json"]) == {"winner", "facts"}


def _text_fields(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in _text_fields(inner, (*path, key))]
    if isinstance(value, list):
        return [found for number, inner in enumerate(value) for found in _text_fields(inner, (*path, number))]
    return [path] if isinstance(value, str) else []


def test_an_operator_in_any_text_field_is_refused(hall: Hall, body: str) -> None:
    for path in _text_fields(form(body, facts="x", applied_on="2026-01-01", claim="1.00")):
        spoiled: Any = form(body, facts="x", applied_on="2026-01-01", claim="1.00")
        target = spoiled
        for step in path[:-1]:
            target = target[step]
        target[path[-1]] = {"$ne": None}

        answer = hall.post("mediation", "here", "/cases/", spoiled)

        assert answer.status_code == 422, path


def test_an_operator_in_a_form_or_a_query_reaches_nothing(hall: Hall) -> None:
    client = hall.apps["mediation"].test_client()

    login = client.post("/login", data={"login[$ne]": "", "password[$ne]": ""})
    listed = hall.get("mediation", "here", "/cases/?state[$ne]=x")

    assert login.status_code == 401
    assert listed.status_code == 200


def test_the_same_key_gives_the_same_answer_and_one_effect(hall: Hall, body: str) -> None:
    key = str(uuid4())

    first = hall.post("mediation", "here", "/cases/", form(body), key=key)
    again = hall.post("mediation", "here", "/cases/", form(body), key=key)
    other = hall.post("mediation", "here", "/cases/", form(body, facts="other"), key=key)

    assert again.json == first.json
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


def test_two_at_once_with_one_key_have_one_effect(hall: Hall, body: str) -> None:
    key, codes, ids = str(uuid4()), [], set()
    client = hall.browser("mediation", "here")
    cookie = client.get_cookie("heshilao_session")

    def send() -> None:
        own = hall.apps["mediation"].test_client()
        own.set_cookie("heshilao_session", cookie.value)
        answer = own.post(CASES, json=form(body), headers={"Idempotency-Key": key})
        codes.append(answer.status_code)
        if answer.status_code == 201:
            ids.add(answer.json["id"])

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert len(ids) == 1
    assert set(codes) <= {201, 409}


def test_a_key_is_demanded(hall: Hall, body: str) -> None:
    answer = hall.browser("mediation", "here").post(CASES, json=form(body))

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_missing")


def test_versions_are_demanded_and_compared(hall: Hall, body: str) -> None:
    case = apply(hall, body)
    path = f"/cases/{case['id']}/accept"

    missing = hall.post("mediation", "here", path, {})
    stale = hall.post("mediation", "here", path, {}, version=7)
    right = hall.post("mediation", "here", path, {}, version=case["version"])

    assert [a.status_code for a in (missing, stale, right)] == [428, 412, 200]
    assert right.headers["ETag"] == '"2"'
    etag = {"If-None-Match": right.headers["ETag"]}
    assert hall.get("mediation", "here", f"/cases/{case['id']}", headers=etag).status_code == 304


def test_a_thing_of_another_place_answers_like_a_thing_that_is_not_there(hall: Hall, body: str) -> None:
    case = apply(hall, body)

    foreign = hall.get("mediation", "there", f"/cases/{case['id']}")
    missing = hall.get("mediation", "there", "/cases/no-such-case")
    written = hall.post("mediation", "there", f"/cases/{case['id']}/accept", {}, version=1)
    made = hall.post("mediation", "there", "/cases/", form(body))
    judge = hall.get("mediation", "judge", f"/cases/{case['id']}")

    assert [a.status_code for a in (foreign, missing, written, judge)] == [404, 404, 404, 404]
    assert foreign.json["code"] == missing.json["code"] == "not_found"
    assert made.status_code == 404 or made.json["parties"]


def test_answers_speak_the_language_that_is_asked_for(hall: Hall) -> None:
    english = hall.get("mediation", "here", "/cases/x", headers={"Accept-Language": "en"})
    chinese = hall.get("mediation", "here", "/cases/x")

    assert english.json["detail"].startswith("Not found")
    assert chinese.json["detail"].startswith("没有找到")


def test_pages_are_linked_and_a_foreign_cursor_is_refused(hall: Hall, body: str) -> None:
    for _ in range(3):
        apply(hall, body)

    first = hall.get("mediation", "here", "/cases/?limit=2")
    link = first.headers["Link"].split(">")[0].removeprefix("<")
    second = hall.browser("mediation", "here").get(link)

    assert len(first.json) == 2
    assert not {row["id"] for row in first.json} & {row["id"] for row in second.json}
    assert hall.get("mediation", "here", "/cases/?cursor=eA==").status_code == 400
    assert hall.get("mediation", "here", "/cases/?limit=1000").status_code == 422
