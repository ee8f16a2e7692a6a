# SPDX-License-Identifier: Apache-2.0
"""Teams, leave and the roster on the court's pages: a clerk does all of it with a browser, and only for the own court."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.access import Role
from tests.courtlink.court import COURT, Court, at
from tests.courtlink.test_pages import opened, sent_from
from tests.hall import open_hall

TEAMS, ROSTERS = "/courtlink/teams/", "/courtlink/rosters/"


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}team_pages_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


def formed(court: Court, name: str) -> str:
    """A team made by its form; gives the address of its page."""
    answer = sent_from(court, f"{TEAMS}new", "clerk", court_code=COURT, name=name, division="磨山人民法庭")
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def listed(court: Court) -> str:
    """A body put on the roster by the form; gives the address of its page."""
    typed = {"court_code": COURT, "body_name": "行业调委会", "body_id": court.other_body}
    more = {"kind": "financial_regulator", "fee": "free", "scope": "合同纠纷", "skills": "金融\n保险"}
    answer = sent_from(court, f"{ROSTERS}new-body", "clerk", **typed, **more)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def test_a_clerk_lists_a_body_and_its_mediators_changes_and_removes_them(court: Court) -> None:
    page = listed(court)
    for name in ("李调解", "王调解"):
        typed = {"name": name, "skills": "金融", "certificate": "2026-7"}
        assert sent_from(court, f"{page}/mediators", "clerk", **typed).status_code == 303
    paid = {"kind": "financial_regulator", "fee": "paid", "skills": "金融"}
    refused = sent_from(court, f"{page}/profile", "clerk", **paid)
    assert (refused.status_code, "收费" in refused.text) == (422, True)

    nobody = sent_from(court, f"{page}/mediator-removal", "clerk", ground="leaked")
    assert nobody.status_code == 422  # a mediator is named, or the whole body would leave
    assert (
        sent_from(court, f"{page}/mediator-removal", "clerk", mediator="李调解", ground="leaked").status_code
        == 303
    )
    text = opened(court, page, "clerk")
    assert "泄露调解过程" in text
    assert "王调解" in opened(court, "/courtlink/roster/", "clerk")
    assert "李调解" not in opened(court, "/courtlink/roster/", "clerk")

    court.refer(body_id=court.other_body)
    assert "正在调解" in opened(court, page, "clerk")
    assert sent_from(court, f"{page}/removal", "clerk", ground="term_over").status_code == 303
    assert page not in opened(court, ROSTERS, "clerk")
    assert page in opened(court, f"{ROSTERS}?all=1", "clerk")
    assert "Term over" in opened(court, page, "clerk", "en")


def test_a_clerk_forms_a_team_pairs_a_body_and_enters_a_judges_leave(court: Court) -> None:
    body, page = court.hall.ids, formed(court, "金融审判团队")
    for login in ("judge", "judge2"):
        typed = {"account": body[login], "seat": "judge", "since": "2026-05-01"}
        assert sent_from(court, f"{page}/members", "clerk", **typed).status_code == 303
    opened(court, page, "clerk")  # in Chinese
    far = {"account": body["judge"], "seat": "judge", "since": "2099-05-01"}
    assert "请核对年份" in sent_from(court, f"{page}/members", "clerk", **far).text
    foreign = {"account": body["stranger"], "seat": "judge", "since": "2026-05-01"}
    refused = sent_from(court, f"{page}/members", "clerk", **foreign)
    assert (refused.status_code, "不是本院的法官" in refused.text) == (422, True)

    leave = {"absent": body["judge"], "deputy": body["judge2"], "since": "2026-05-20", "until": "2026-05-22"}
    assert sent_from(court, f"{page}/delegations", "clerk", **leave).status_code == 303
    assert "judge请假，到 2026年5月22日 由judge2代行" in opened(court, page, "clerk")
    at("2026-05-23T09:00")
    assert "由judge2代行" not in opened(court, page, "clerk")

    entry = sent_from(
        court, f"{ROSTERS}new-body", "clerk", court_code=COURT, body_name="镇调委会", body_id=court.body, kind="pmc", fee="free",
    )  # fmt: skip
    assert entry.status_code == 303
    pairing = {"body_id": court.body, "kind": "pmc", "signed_on": "2026-05-01", "since": "2026-05-01"}
    blank = sent_from(court, f"{page}/pairings", "clerk", paper="", **pairing)
    assert blank.status_code == 422
    assert sent_from(court, f"{page}/pairings", "clerk", paper="结对协议1号", **pairing).status_code == 303
    assert "镇调委会" in opened(court, page, "clerk")
    assert "镇调委会" in opened(court, TEAMS, "judge")

    last = {"account": body["judge2"], "until": "2026-05-22"}
    assert sent_from(court, f"{page}/members/end", "clerk", **last).status_code == 303
    assert "Ended" in opened(court, page, "clerk", "en")


def test_teams_and_rosters_of_another_court_are_not_there(court: Court) -> None:
    page = formed(court, "家事审判团队")
    browser = court.hall.browser("courtlink", "stranger")

    assert browser.get(page).status_code == 404
    assert browser.get(f"{page}/members").status_code == 404
    assert page not in browser.get(TEAMS).text
    court.hall.account("watcher", (Role.COUNTY_SUPERVISOR, "371324"))
    watcher = court.hall.browser("courtlink", "watcher")
    assert watcher.get(ROSTERS).status_code == 200
    assert watcher.get(f"{ROSTERS}new").status_code == 403
    assert watcher.get(TEAMS).status_code == 403
