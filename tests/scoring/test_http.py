# SPDX-License-Identifier: Apache-2.0
"""The star board over HTTP: roles and places, versions, repeats, and what the public may see."""

import itertools
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from services.scoring import SERVICE
from services.scoring.tasks.acts import ACTS
from shared.access import Grant, Role
from shared.identity import accounts, tokens
from shared.settings import KitSettings
from shared.web.app import create_app
from shared.web.calls import POLICY, PUBLIC
from tests.scoring import world
from tests.scoring.conftest import Clock
from tests.scoring.world import News, closed, failed, settled

BASE = "/api/scoring/v1"
PEOPLE = {
    "gao": (Role.CADRE, world.TOWNSHIP),
    "lin": (Role.CADRE, world.TOWNSHIP),
    "far": (Role.CADRE, "371324102"),
    "director": (Role.DIRECTOR, world.TOWNSHIP),
    "secretary": (Role.SECRETARY, world.TOWNSHIP),
    "centre": (Role.CALLBACK_CENTRE, world.COUNTY),
    "judge": (Role.JUDGE, "鲁1324"),
    "operator": (Role.OPERATOR, "3713"),
}


class Town:
    """People who call the API, each with a token of their own."""

    def __init__(self, client: FlaskClient, settings: KitSettings) -> None:
        self.client = client
        self._keys = itertools.count()
        self.ids: dict[str, str] = {}
        self._tokens: dict[str, str] = {}
        for name, (role, place) in PEOPLE.items():
            account = accounts.open_account(name, name, [Grant(role, place)])
            self.ids[name] = account.id
            self._tokens[name] = tokens.issue(account.id, "scoring", settings)

    def get(self, who: str, path: str) -> TestResponse:
        return self.client.get(BASE + path, headers=self._headers(who))

    def post(
        self, who: str, path: str, body: Any, *, version: int | None = None, key: str = ""
    ) -> TestResponse:
        headers = self._headers(who) | {"Idempotency-Key": key or f"test-key-{next(self._keys)}"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.client.post(BASE + path, json=body, headers=headers)

    def do(self, who: str, act: str, body: Any, task_id: str = "case-1") -> Any:
        """Post an act on a task in its present version; it must succeed. Gives the task."""
        version = self.get(who, f"/tasks/{task_id}").json["version"]
        answer = self.post(who, f"/tasks/{task_id}/{act}", body, version=version)
        assert answer.status_code in (200, 201), answer.json
        return answer.json

    def _headers(self, who: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._tokens[who]}"}


@pytest.fixture
def town(database: str, news: News, namespace: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    key_file = tmp_path / "token-key.json"
    key_file.write_text(ECKey.generate_key("P-256").as_pem(private=True).decode())
    monkeypatch.setenv("HESHILAO_MONGO_URL", database)
    monkeypatch.setenv("HESHILAO_NAMESPACE", namespace)
    monkeypatch.setenv("HESHILAO_TOKEN_KEY_FILE", str(key_file))
    settings = KitSettings.read()
    return Town(create_app(SERVICE, settings).test_client(), settings)


def enrol(town: Town, name: str, township: str = world.TOWNSHIP) -> TestResponse:
    body = {"account": town.ids[name], "name": name, "post": "副镇长", "township": township}
    return town.post("secretary", "/cadres", body)


def posted(town: Town, news: News) -> None:
    """A task of three stars on the board, and two cadres on the roster."""
    assert [enrol(town, name).status_code for name in ("gao", "lin")] == [201, 201]
    news.arrives(failed())
    town.do("director", "grading", {})
    town.do("secretary", "grading/confirmation", {})


def test_the_whole_story_runs_over_http(town: Town, news: News, at: Clock) -> None:
    posted(town, news)
    won = town.post("gao", "/tasks/case-1/picks", {"ties": []})
    lost = town.post("lin", "/tasks/case-1/picks", {"ties": []})
    assert (won.status_code, won.json["holder"]["due_on"]) == (201, "2026-04-01")
    assert (lost.status_code, lost.json["code"], lost.json["detail"]) == (
        409,
        "already_taken",
        "已被gao摘走。",
    )
    town.do("gao", "first-contacts", {"party": "A", "channel": "visit", "on": "2026-03-02"})
    assert town.do("gao", "first-contacts", {"party": "B", "channel": "phone"})["state"] == "working"

    at("2026-03-10 10:00")
    news.arrives(settled(date(2026, 3, 10)), closed(date(2026, 3, 10)))
    assert town.get("gao", "/tasks/case-1").json["provisional"] == {"points": 40, "stars": 3}
    for party in "AB":
        town.do("centre", "callbacks", {"party": party, "result": "satisfied", "recording_consent": True})
    at("2026-04-10 00:00")
    news.tick()

    found = town.get("secretary", "/tasks/case-1").json
    assert (found["state"], found["points"], found["stars"], found["final_on"]) == (
        "final",
        44,
        3,
        "2026-04-10",
    )
    assert [entry["rule"] for entry in found["ledger"]] == ["SB-04", "SB-08", "SB-14", "SB-13", "SB-13"]
    ranks = town.get("gao", f"/standings?place={world.COUNTY}").json["items"]
    assert [(row["rank"], row["name"], row["points"]) for row in ranks] == [(1, "gao", 44), (2, "lin", 0)]


def test_the_repeat_of_a_pick_gives_the_same_answer_to_winner_and_loser(town: Town, news: News) -> None:
    posted(town, news)
    presses = [("gao", "key-of-gao"), ("lin", "key-of-lin")]

    first = [town.post(who, "/tasks/case-1/picks", {"ties": []}, key=key) for who, key in presses]
    again = [town.post(who, "/tasks/case-1/picks", {"ties": []}, key=key) for who, key in presses]

    assert [answer.status_code for answer in first] == [201, 409]
    assert [(answer.status_code, answer.data) for answer in again] == [
        (answer.status_code, answer.data) for answer in first
    ]
    reused = town.post("gao", "/tasks/case-1/picks", {"ties": ["kin"]}, key="key-of-gao")
    assert (reused.status_code, reused.json["code"]) == (422, "idempotency_key_reused")


def test_an_act_needs_the_version_that_was_seen(town: Town, news: News) -> None:
    news.arrives(failed())

    missing = town.post("director", "/tasks/case-1/grading", {})
    stale = town.post("director", "/tasks/case-1/grading", {}, version=7)

    assert (missing.status_code, stale.status_code) == (428, 412)
    shown = town.get("director", "/tasks/case-1")
    assert (shown.headers["ETag"], shown.json["version"], shown.json["state"]) == ('"1"', 1, "proposed")


@pytest.mark.parametrize(
    ("who", "status"),
    [("gao", 200), ("centre", 200), ("far", 404), ("judge", 403), ("operator", 403)],
)
def test_a_task_is_seen_by_the_roles_of_its_place_only(town: Town, news: News, who: str, status: int) -> None:
    news.arrives(failed())

    assert town.get(who, "/tasks/case-1").status_code == status


def test_a_list_of_another_place_is_empty(town: Town, news: News) -> None:
    news.arrives(failed("case-1"), failed("case-2"))

    assert town.get("far", "/tasks").json == []
    first = town.get("gao", "/tasks?limit=1&state=proposed")
    assert [row["id"] for row in first.json] == ["case-2"]
    assert 'rel="next"' in first.headers["Link"]
    assert town.get("gao", "/tasks?state=final").json == []


@pytest.mark.parametrize(
    ("who", "act", "body"),
    [
        ("gao", "grading", {}),
        ("centre", "grading", {}),
        ("director", "picks", {"ties": []}),
        ("gao", "callbacks", {"party": "A", "result": "satisfied", "recording_consent": True}),
        ("secretary", "callbacks", {"party": "A", "result": "satisfied", "recording_consent": True}),
        ("gao", "close-lawfully", {"reason": "party_sued", "evidence": "x"}),
    ],
)
def test_an_act_of_another_role_is_forbidden(
    town: Town, news: News, who: str, act: str, body: dict[str, Any]
) -> None:
    news.arrives(failed())

    answer = town.post(who, f"/tasks/case-1/{act}", body, version=1)

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_role")


@pytest.mark.parametrize(
    ("act", "body", "field"),
    [
        ("grading", {"people": 0}, "people"),
        ("grading", {"people": "12"}, "people"),
        ("grading", {"amount": {"$ne": None}}, "amount"),
        ("grading", {"risk": "purple"}, "risk"),
        ("grading", {"stars": 5}, "stars"),
        ("close-lawfully", {"reason": {"$ne": None}, "evidence": "x"}, "reason"),
        ("close-lawfully", {"reason": "party_sued", "evidence": {"$ne": None}}, "evidence"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    town: Town, news: News, act: str, body: dict[str, Any], field: str
) -> None:
    news.arrives(failed())

    answer = town.post("director", f"/tasks/case-1/{act}", body, version=1)

    assert answer.status_code == 422
    assert field in str(answer.json["errors"])
    assert town.get("director", "/tasks/case-1").json["version"] == 1


def test_a_cadre_sees_no_answers_of_parties_and_no_plan_of_a_rival(town: Town, news: News, at: Clock) -> None:
    for name in ("gao", "lin"):
        enrol(town, name)
    news.arrives(failed())
    town.do("director", "grading", {**world.FOUR_STARS})
    town.do("secretary", "grading/confirmation", {})
    for name in ("gao", "lin"):
        town.do(name, "plans", {"plan": f"plan of {name}", "ties": []})

    assert [plan["name"] for plan in town.get("gao", "/tasks/case-1").json["plans"]] == ["gao"]
    assert len(town.get("director", "/tasks/case-1").json["plans"]) == 2

    at("2026-03-06 09:00")
    town.do("director", "choice", {"cadre_ids": [town.ids["gao"]], "reason": "可行"})
    news.arrives(settled(date(2026, 3, 6)))
    town.do(
        "centre", "callbacks", {"party": "A", "result": "not", "recording_consent": True, "ground": "pressed"}
    )
    seen = town.get("gao", "/tasks/case-1")
    assert (seen.json["callbacks"], seen.json["callbacks_open"]) == ([], 1)
    assert "pressed" not in seen.text
    assert town.get("director", "/tasks/case-1").json["callbacks"][0]["ground"] == "pressed"


def test_the_roster_is_kept_by_the_township_and_an_account_stands_on_it_once(town: Town) -> None:
    made = enrol(town, "gao")
    assert (made.status_code, made.json["active"]) == (201, True)
    assert enrol(town, "gao").json["code"] == "already_on_roster"
    assert enrol(town, "far", "371324102").json["code"] == "no_such_cadre_account"
    assert enrol(town, "lin", "371324102").status_code == 404
    assert enrol(town, "lin", "371324199").json["code"] == "unknown_place"

    path = f"/cadres/{town.ids['gao']}"
    leave = town.post("secretary", f"{path}/leave", {"from": "2026-03-01", "until": "2026-03-20"}, version=1)
    assert leave.json["leave"] == {"from": "2026-03-01", "until": "2026-03-20"}
    off = town.post("secretary", f"{path}/standing", {"active": False, "reason": "停职"}, version=2)
    assert off.json["active"] is False
    assert [row["name"] for row in town.get("lin", "/cadres").json] == ["gao"]
    assert town.get("far", path).status_code == 404


def test_the_public_board_shows_codes_and_never_the_case(town: Town, news: News) -> None:
    enrol(town, "gao")
    news.arrives(failed(), failed("family-1", category="婚姻家庭纠纷"), failed("waiting"))
    for case in ("case-1", "family-1"):
        town.do("director", "grading", {"note": "秘密说明"}, case)
        town.do("secretary", "grading/confirmation", {}, case)
    town.do("gao", "picks", {"ties": []})
    news.town.deliver()

    board = town.client.get(f"{BASE}/board?place=371324")
    page = town.client.get("/scoring/board?place=371324")

    (row,) = board.json["items"]
    assert set(row) == {
        *("code", "category", "township", "grade", "state", "posted_on", "picked_on", "due_on"),
        *("extended", "settled_on", "final_on", "cadre_name", "cadre_post"),
    }
    assert (row["township"], row["grade"], row["state"], row["cadre_name"]) == (
        world.TOWNSHIP,
        3,
        "picked",
        "gao",
    )
    assert board.json["totals"] == [
        {"township": world.TOWNSHIP, "posted": 1, "live": 1, "final": 0, "hidden": None}
    ]
    assert board.json["as_of"] is not None
    assert (board.status_code, page.status_code) == (200, 200)
    for text in (board.text, page.text):
        for secret in ("case-1", "family-1", world.VILLAGE, "60000", "秘密", "婚姻", town.ids["gao"]):
            assert secret not in text
    assert row["code"] in page.text


def test_nobody_without_a_token_sees_more_than_the_public_board(town: Town) -> None:
    for path in ("/tasks", "/cadres", "/standings", "/tasks/case-1"):
        assert town.client.get(BASE + path).status_code == 401


def test_every_route_says_who_may_call_it(town: Town) -> None:
    app = town.client.application
    kit = {"static", "api-docs.openapi_json"}

    open_ones = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in kit and not hasattr(view, POLICY) and not hasattr(view, PUBLIC)
        if endpoint.startswith(("tasks", "cadres", "board", "scoring"))
    ]

    assert open_ones == []


def test_every_refusal_has_a_sentence_in_both_languages(town: Town) -> None:
    codes = set()
    for file in Path(SERVICE.messages).parent.rglob("*.py"):
        codes |= set(re.findall(r'RuleBroken\(\s*"(\w+)"', file.read_text()))
    catalogue = town.client.application.extensions["catalogue"]

    assert sorted(code for code in codes if code not in catalogue) == []
    assert len(codes) > 25


@pytest.fixture
def browser(town: Town) -> Callable[[str], FlaskClient]:
    """A browser of a person who logged in with a password."""

    def log_in(name: str) -> FlaskClient:
        accounts.change(name, password="test password")
        client = town.client.application.test_client()
        answer = client.post("/login", data={"login": name, "password": "test password"})
        assert answer.status_code == 303
        return client

    return log_in


def test_a_task_can_be_graded_and_picked_on_its_page(
    town: Town, news: News, browser: Callable[[str], FlaskClient]
) -> None:
    for name in ("gao", "lin"):
        enrol(town, name)
    news.arrives(failed())
    director, secretary, gao, lin = (browser(name) for name in ("director", "secretary", "gao", "lin"))
    path = "/scoring/tasks/case-1"
    form = {"_key": "form-key-1", "_version": "1", "people": "12", "amount": "many"}

    wrong = director.post(f"{path}/grading", data=form)
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.text
    right = director.post(f"{path}/grading", data=form | {"amount": "60000"})
    assert (right.status_code, right.headers["Location"]) == (303, path)
    secretary.post(f"{path}/confirmation", data={"_key": "form-key-2", "_version": "2"})
    tied = lin.post(f"{path}/picks", data={"_key": "form-key-3", "ties": "kin"})
    assert (tied.status_code, "须由他人办理" in tied.text) == (409, True)
    gao.post(f"{path}/picks", data={"_key": "form-key-4"})

    assert "抢摘" in gao.get(path).text
    assert "case-1" in gao.get("/scoring/tasks/mine").text
    stale = secretary.post(
        f"{path}/close-lawfully",
        data={"_key": "form-key-5", "_version": "2", "reason": "party_sued", "evidence": "通知书"},
    )
    assert (stale.status_code, ">通知书</textarea>" in stale.text) == (412, True)


def test_every_form_of_every_role_can_be_shown(
    town: Town, news: News, at: Clock, browser: Callable[[str], FlaskClient]
) -> None:
    posted(town, news)
    readers = {name: browser(name) for name in ("director", "gao", "centre")}
    seen = dict.fromkeys(readers, "")

    def look() -> None:
        for name, client in readers.items():
            answer = client.get("/scoring/tasks/case-1")
            assert answer.status_code == 200
            seen[name] += answer.text

    look()
    town.do("gao", "picks", {"ties": []})
    look()
    news.arrives(settled(date(2026, 3, 2)))
    town.do(
        "centre", "callbacks", {"party": "A", "result": "not", "recording_consent": True, "ground": "other"}
    )
    look()

    seen["centre"] += readers["centre"].get("/scoring/tasks/case-1/script").text
    shown = set(re.findall(r'(?:href|action)="/scoring/tasks/case-1/([a-z-]+)"', "".join(seen.values())))
    assert shown >= {"grading", "picks", "hand-back", "extension", "pauses", "callbacks", "rulings"}
    assert shown < {act.name for act in ACTS} | {"script"}
    assert "登记回访" not in seen["gao"]
    assert "积分冻结" in seen["director"]
