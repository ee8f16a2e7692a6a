# SPDX-License-Identifier: Apache-2.0
"""Teams, delegation, rosters, courts, fees: who answers for a case, and who may be referred to."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from services.courtlink.confirmations.commands import offer
from services.courtlink.courts.rules import policy, policy_of
from services.courtlink.fees import settled_fee, suit_fee
from services.courtlink.referrals import commands
from services.courtlink.teams.rules import Absence, may_delegate
from shared import clock
from shared.access import Actor, Role
from shared.call import Call
from shared.errors import RuleBroken
from tests.courtlink.court import COURT, Court, Thing, at
from tests.courtlink.test_confirmation_story import settled
from tests.hall import Hall, open_hall


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}teams_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


@pytest.fixture
def hall(court: Court) -> Hall:
    return court.hall


def team_of(court: Court, name: str, judge: str) -> Thing:
    form = {"court_code": COURT, "name": name, "division": "磨山人民法庭"}
    made = court.hall.post("courtlink", "clerk", "/teams/", form)
    team = Thing(court.hall, "courtlink", "clerk", "/teams", made.json)
    team.act("members", account=court.hall.ids[judge], name=judge, seat="judge")
    return team


def test_a_team_has_judges_clerks_and_bodies_paired_in_writing(court: Court, hall: Hall) -> None:
    team = team_of(court, "金融审判团队", "judge")
    pairing = {"body_id": court.body, "body_name": "行业调委会", "kind": "financial_regulator"}
    dates = {"signed_on": "2026-01-05", "since": "2026-01-10", "until": "2026-12-31"}

    assert (
        team.refused("pairings", **pairing | {"body_name": ""}, paper="结对协议", **dates)
        == "body_name_needed"
    )
    assert team.refused("pairings", **pairing, paper=" ", **dates) == "pairing_paper_needed"
    reversed_dates = dates | {"until": "2026-01-01"}
    assert team.refused("pairings", **pairing, paper="结对协议", **reversed_dates) == "dates_reversed"
    team.act("pairings", **pairing, paper="结对协议2026-1号", **dates)
    made = team.seen["pairings"][0]
    team.act("pairings/end", pairing=made["id"], until="2026-06-30")

    assert team.seen["pairings"][0]["until"] == "2026-06-30"
    twice = hall.post("courtlink", "clerk", "/teams/", {"court_code": COURT, "name": "金融审判团队"})
    assert twice.json["code"] == "team_exists"
    assert hall.get("courtlink", "stranger", f"/teams/{team.id}").status_code == 404


def test_a_judge_on_leave_has_a_deputy_for_its_days_and_others_do_not_decide(
    court: Court, hall: Hall
) -> None:
    team = team_of(court, "家事审判团队", "judge")
    team_of(court, "商事审判团队", "judge2")
    sent = court.refer(team=team.id)
    court.begun(sent).act("withdraw", reason="原告撤回")
    hall.town.deliver()
    number, path = sent.again()["number"], f"/referrals/{sent.id}/acknowledge"
    word = {"disposition": "to_trial"}

    assert ("returned", number) in court.desk("judge")
    assert ("returned", number) not in court.desk("judge2")
    assert ("returned", number) in court.desk("judge2", whose="court")
    other = hall.post("courtlink", "judge2", path, word, sent.seen["version"])
    assert (other.status_code, other.json["code"]) == (403, "not_your_team")

    leave = {
        "absent": hall.ids["judge"],
        "deputy": hall.ids["judge2"],
        "since": "2026-05-21",
        "until": "2026-05-22",
    }
    team.act("delegations", **leave)
    assert team.refused("delegations", **leave) == "delegated_twice"
    foreign = {"account": hall.ids["stranger"], "name": "外院", "seat": "judge"}
    assert team.refused("members", **foreign) == "not_of_this_court"
    assert team.refused("delegations", **leave | {"deputy": hall.ids["stranger"]}) == "not_of_this_court"
    assert ("returned", number) not in court.desk("judge2")
    at("2026-05-21T08:00")
    assert ("returned", number) in court.desk("judge2")
    at("2026-05-23T08:00")
    assert ("returned", number) not in court.desk("judge2")
    at("2026-05-22T17:00")
    assert (
        hall.post("courtlink", "judge2", path, word, sent.seen["version"]).json["state"]
        == "court_acknowledged"
    )


def test_a_clerk_has_the_cases_of_the_whole_team_on_the_desk(court: Court, hall: Hall) -> None:
    team = team_of(court, "道交审判团队", "judge")
    sent = court.refer(team=team.id, body_id=None)
    assert ("to_decide", sent.seen["number"]) in court.desk("clerk")  # in no team: the whole court
    team.act("members", account=hall.ids["clerk"], name="书记员", seat="clerk")

    assert ("to_decide", sent.seen["number"]) in court.desk("clerk")
    other = court.refer(body_id=None)
    assert ("to_decide", other.seen["number"]) not in court.desk("clerk")


def test_a_team_of_another_court_takes_no_case(court: Court, hall: Hall) -> None:
    form = {"court_code": "鲁1302", "name": "外院团队"}
    made = hall.post("courtlink", "stranger", "/teams/", form).json

    answer = hall.post("courtlink", "judge", "/referrals/", court.paper(team=made["id"]))

    assert (answer.status_code, answer.json["code"]) == (422, "unknown_team")
    assert hall.post("courtlink", "judge", "/teams/", form | {"name": "他院"}).status_code == 404


def listed(court: Court, **change: Any) -> Thing:
    form = {
        "court_code": COURT,
        "body_id": court.other_body,
        "body_name": "金融调委会",
        "kind": "financial_regulator",
        "scope": ["合同纠纷"],
        "skills": ["金融"],
        "fee": "free",
    }
    made = court.hall.post("courtlink", "clerk", "/rosters/", form | change)
    assert made.status_code == 201, made.json
    return Thing(court.hall, "courtlink", "clerk", "/rosters", made.json)


def test_the_roster_is_public_without_private_data_and_marks_who_is_not_on_it(
    court: Court, hall: Hall
) -> None:
    entry = listed(court)
    entry.act("mediators", name="李调解", account="secret-account", skills=["金融"], certificate="2026-7")
    entry.act("mediators", name="李调解")  # what is not given stays
    assert "body_not_on_roster" in court.refer().seen["warnings"]
    sent = court.refer(body_id=court.other_body)
    assert sent.seen["warnings"] == []
    assert sent.seen["body_name"] == "金融调委会"

    anybody = hall.apps["courtlink"].test_client().get(f"/api/courtlink/v1/rosters/public?court={COURT}")
    elsewhere = hall.apps["courtlink"].test_client().get("/api/courtlink/v1/rosters/public?court=鲁1302")

    (row,) = anybody.json
    assert (row["body_name"], row["fee"], row["court_name"]) == ("金融调委会", "free", "兰陵县人民法院")
    assert row["mediators"] == [{"name": "李调解", "skills": ["金融"], "certificate": "2026-7"}]
    assert "secret-account" not in anybody.text
    assert elsewhere.json == []

    profile = {"kind": "pmc", "fee": "free"}
    assert entry.refused("profile", **profile, certified_on="1900-01-01") == "date_too_far"
    assert entry.refused("removal", ground="took_money", on="2026-05-21") == "date_in_future"
    entry.act("removal", ground="took_money")
    assert (entry.seen["removed_on"], entry.seen["performance"]["open_now"]) == ("2026-05-20", 0)
    assert ("body_off_roster", sent.seen["number"]) in court.desk()
    assert court.case(sent).seen["state"] == "applied"
    assert entry.refused("mediators", name="王调解") == "not_on_roster"
    assert (
        hall.apps["courtlink"].test_client().get(f"/api/courtlink/v1/rosters/public?court={COURT}").json == []
    )


def test_the_roster_of_the_court_above_holds_below(court: Court, hall: Hall) -> None:
    hall.account("city-judge", (Role.JUDGE, "鲁13"))
    form = {
        "court_code": "鲁13",
        "body_id": "body-of-city",
        "body_name": "市调解中心",
        "kind": "other",
        "fee": "free",
    }
    assert hall.post("courtlink", "city-judge", "/rosters/", form).status_code == 201

    assert court.refer(body_id=court.body).seen["warnings"] == ["body_not_on_roster"]
    answer = hall.post("courtlink", "judge", "/referrals/", court.paper(body_id="body-of-city"))
    assert answer.json["warnings"] == []


MET = "7f3c2a60-body-met"


def test_a_body_that_the_court_has_met_is_chosen_by_its_name(hall: Hall) -> None:
    form = {"court_code": COURT, "body_id": MET, "kind": "pmc", "fee": "free"}
    before = hall.post("courtlink", "clerk", "/rosters/", form)
    agreed = settled(case_id="case-met", body_id=MET, body_name="镇调委会", place="371324109")
    offer(Call(Actor("system:courtlink"), at=clock.now(), message="met"), agreed)
    page = hall.browser("courtlink", "clerk").get("/courtlink/rosters/new").text
    stranger = hall.browser("courtlink", "stranger").get("/courtlink/rosters/new").text

    assert (before.status_code, before.json["code"]) == (422, "body_name_needed")
    assert f'value="{MET}"' in page
    assert MET not in stranger
    made = hall.post("courtlink", "clerk", "/rosters/", form)
    assert made.json["body_name"] in page
    assert MET not in hall.browser("courtlink", "clerk").get("/courtlink/rosters/new").text


def test_a_peoples_body_is_free_and_a_paid_one_says_how_much(court: Court, hall: Hall) -> None:
    form = {"court_code": COURT, "body_id": "b-9", "body_name": "某会", "kind": "pmc", "fee": "paid"}

    assert hall.post("courtlink", "clerk", "/rosters/", form).json["code"] == "pmc_is_free"
    paid = form | {"kind": "commercial"}
    assert hall.post("courtlink", "clerk", "/rosters/", paid).json["code"] == "fee_note_needed"
    assert hall.post("courtlink", "clerk", "/rosters/", paid | {"fee_note": "标的额1%"}).status_code == 201
    again = hall.post("courtlink", "clerk", "/rosters/", paid | {"fee_note": "标的额1%"})
    assert again.json["code"] == "already_on_roster"


def test_a_court_may_bind_its_roster_and_begin_its_regime_on_another_day() -> None:
    table = {
        "all": {
            "filed_first_from": date(2025, 1, 1),
            "clock_from": "first",
            "roster": "warn",
            "warn_days": 3,
            "same_parties_days": 365,
        },
        "court": {"鲁1302": {"roster": "refuse", "filed_first_from": date(2024, 11, 1)}},
    }

    assert (policy(table, "鲁1302").roster_binds, policy(table, "鲁1324").roster_binds) == (True, False)
    assert policy(table, "鲁1302").filed_first_from == date(2024, 11, 1)
    assert policy(table, "鲁1302").number_code == "鲁1302"
    with pytest.raises(TypeError, match="unheard"):
        policy({"all": table["all"] | {"unheard": 1}}, "鲁1302")


def test_a_bound_roster_refuses_and_nothing_is_sent(
    court: Court, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound = policy({"all": _figures(COURT) | {"roster": "refuse"}}, COURT)
    monkeypatch.setattr(commands, "policy_of", lambda _code: bound)

    answer = hall.post("courtlink", "judge", "/referrals/", court.paper())

    assert (answer.status_code, answer.json["code"]) == (409, "body_not_on_roster")


def _figures(code: str) -> dict[str, Any]:
    own = policy_of(code)
    return {name: getattr(own, name) for name in own.__dataclass_fields__ if name != "number_code"}


def test_every_court_is_listed_with_how_sure_its_code_is(court: Court, hall: Hall) -> None:
    rows = {row["name"]: row for row in hall.get("courtlink", "judge", "/courts/").json}

    assert rows["临沂高新技术产业开发区人民法院"]["basis"] == "unverified"
    assert rows["兰陵县人民法院"]["number_code"] == "鲁1324"
    assert rows["大店人民法庭"]["level"] == "tribunal"


@pytest.mark.parametrize(
    ("claim", "cause", "fee", "half"),
    [
        ("8000", "买卖合同纠纷", "50", "25.00"),
        ("10000", "买卖合同纠纷", "50", "25.00"),
        ("120000", "买卖合同纠纷", "2700.00", "1350.00"),
        ("200000", "借款合同纠纷", "4300.00", "2150.00"),
        ("30000000", "股权纠纷", "191800.00", "95900.00"),
        (None, "劳动争议", "10", "5.00"),
    ],
)
def test_the_fee_of_a_suit_is_hinted_by_the_scale(claim: str | None, cause: str, fee: str, half: str) -> None:
    sum_ = Decimal(claim) if claim else None

    assert suit_fee(sum_, cause) == Decimal(fee)
    assert settled_fee(sum_, cause) == suit_fee(sum_, cause, simplified=True) == Decimal(half)


def test_without_a_sum_no_fee_is_guessed() -> None:
    assert suit_fee(None, "买卖合同纠纷") is settled_fee(None, "买卖合同纠纷") is None


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (Absence("j", "j", date(2026, 5, 1), date(2026, 5, 2)), "own_deputy"),
        (Absence("x", "k", date(2026, 5, 1), date(2026, 5, 2)), "not_in_team"),
        (Absence("j", "k", date(2026, 5, 2), date(2026, 5, 1)), "dates_reversed"),
        (Absence("j", "k", date(2026, 5, 9), date(2026, 5, 12)), "delegated_twice"),
    ],
)
def test_a_delegation_names_two_people_and_its_days(new: Absence, code: str) -> None:
    known = [Absence("j", "l", date(2026, 5, 10), date(2026, 5, 20))]

    with pytest.raises(RuleBroken, match=code):
        may_delegate(new, known, ["j"])
