# SPDX-License-Identifier: Apache-2.0
"""The office's pages by forms alone: bodies and mediators, prevention, the court, a party's link, the grid."""

import re

import pytest
from flask.testing import FlaskClient

from services.courtlink.received.documents import ReceivedCase
from services.mediation.bodies.documents import Body
from services.mediation.cases.documents import Case
from services.mediation.complaints.documents import Complaint
from services.mediation.grid.documents import GridItem
from services.mediation.prevention.documents import PreventionCount
from shared.access import EVERYTHING, Role
from tests.hall import Hall
from tests.mediation.room import TERMS, TOWN, Desk, applied, at
from tests.mediation.test_pages import fill

VILLAGE = "371324001015"


@pytest.fixture
def mediator(room: Hall, summer: None) -> FlaskClient:
    return room.browser("mediation", "mediator")


@pytest.fixture
def county(room: Hall, summer: None) -> FlaskClient:
    return room.browser("mediation", "county")


@pytest.fixture
def director(room: Hall, summer: None) -> FlaskClient:
    return room.browser("mediation", "director")


def failed(room: Hall, pmc: str) -> Desk:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    return desk


def test_a_county_elects_a_committee_and_a_director_keeps_its_mediators(
    room: Hall, pmc: str, county: FlaskClient, director: FlaskClient
) -> None:
    path = f"/mediation/bodies/{pmc}"
    seats: dict[str, str] = {}
    for row, (name, sex, office) in enumerate(
        (("赵", "f", "director"), ("钱", "m", "deputy"), ("孙", "m", "member"))
    ):
        seats |= {f"members-{row}-name": name, f"members-{row}-sex": sex, f"members-{row}-office": office}
    desk = applied(room, pmc)
    fill(county, f"{path}/election", elected_on="2026-05-20", **seats)
    fill(
        director,
        f"{path}/mediators",
        account=room.ids["second"],
        name="乙",
        kind="lawyer",
        grade="2",
        skills="土地\n邻里",
    )
    fill(
        director, f"{path}/trainings", account=room.ids["second"], on="2026-05-30", topic="土地法", hours="8"
    )
    fill(director, f"{path}/ties", account=room.ids["second"], phone="13800000009")
    assert room.ids["second"] in director.get(f"/mediation/cases/{desk.case['id']}/mediators").text
    fill(county, f"{path}/standing", account=room.ids["second"], standing="suspended", reason="调查")
    assert room.ids["second"] not in director.get(f"/mediation/cases/{desk.case['id']}/mediators").text

    page = director.get(path, headers={"Accept-Language": "zh-CN"}).text
    for told in ("赵", "副主任", "2029年5月20日", "律师", "土地、邻里", "8 学时", "暂停", "1 条"):
        assert told in page, told
    assert "13800000009" not in page
    assert "登记选举结果</a>" not in page
    assert pmc in county.get("/mediation/bodies/").text
    assert Body.find(pmc, EVERYTHING).mediator(room.ids["second"]).grade == 2
    change = f"{path}/profile?account={room.ids['second']}"
    assert change in page
    known = director.get(change).text
    for kept in ('value="乙"', "土地\n邻里", 'value="lawyer" selected'):
        assert kept in known, kept
    assert room.ids["second"] not in director.get(f"{path}/mediators").text

    fill(director, f"{path}/profile", account=room.ids["second"], name="乙", kind="lawyer", grade="2")
    assert "修改调解员资料</a>" not in director.get(path).text
    watch = director.get("/mediation/watch/")
    assert (watch.status_code, "土地、邻里" in watch.text) == (200, False)


def test_a_supervisor_enters_a_body_and_a_complaint_that_came_to_the_counter(
    room: Hall, pmc: str, county: FlaskClient
) -> None:
    made = fill(
        county, "/mediation/bodies/new", kind="industry_pmc", name="医调委", place="371324", trade="medical"
    )
    fill(county, f"{made}/filing", on="2026-06-01")
    told = fill(
        county, f"/mediation/complaints/bodies/{pmc}/new",
        account=room.ids["mediator"], kind="favouring", text="总向着对方",
    )  # fmt: skip

    assert Body.find(made.rsplit("/", 1)[1], EVERYTHING).filed_on is not None
    complaint = Complaint.find(told.rsplit("/", 1)[1], EVERYTHING)
    assert (complaint.body_id, complaint.kind, complaint.state) == (pmc, "favouring", "received")


def test_a_prevention_is_claimed_with_a_file_of_the_case_and_judged_by_a_second_person(
    room: Hall, pmc: str, mediator: FlaskClient, director: FlaskClient
) -> None:
    desk = applied(room, pmc)
    file = desk.file("record")
    claim = f"/mediation/prevention/cases/{desk.case['id']}/claim"
    assert f'value="{file}"' in mediator.get(claim).text
    made = fill(mediator, claim, kind="crime", on="2026-06-01", evidence=file)
    assert f"{made}/judgement" not in mediator.get(made).text

    fill(director, f"{made}/judgement", confirmed="true", reason="看过笔录")

    count = PreventionCount.find(made.rsplit("/", 1)[1], EVERYTHING)
    assert (count.state, count.evidence) == ("confirmed", [file])


def test_a_case_that_failed_goes_to_the_court_by_forms(room: Hall, pmc: str, mediator: FlaskClient) -> None:
    desk = failed(room, pmc)
    path = f"/mediation/court/{desk.case['id']}"
    scan = desk.file("signed")
    fill(mediator, f"{path}/handover", in_dispute="是否逾期，说法不一")
    fill(mediator, f"{path}/dispute", in_dispute="是否逾期三十日，说法不一")
    for ref, wish in (("A", "sue"), ("B", "undecided")):
        fill(mediator, f"{path}/words", ref=ref, wish=wish, items=["name", "dispute"], scan=scan)
    ready = mediator.get(path, headers={"Accept-Language": "zh-CN"}).text
    for told in ("要起诉", "仍有争议的事项", "本人姓名（A）", "是否逾期三十日"):
        assert told in ready, told

    fill(mediator, f"{path}/packs")
    room.town.deliver()

    got = ReceivedCase.find(desk.case["id"], EVERYTHING)
    assert got.in_dispute == "是否逾期三十日，说法不一"
    assert f"{path}/packs" not in mediator.get(path).text


def test_a_mediator_notes_that_the_parties_asked_for_confirmation_on_paper(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", record="谈成")
    terms = [TERMS[0] | {"what": "宅基地归李某所有", "due": None, "due_on": "2026-12-31"}]
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=terms)
    desk.sign("2026-06-01")
    case = f"/mediation/cases/{desk.case['id']}"
    scan = desk.file("signed")
    fill(mediator, f"{case}/confirmation/clearings", finding="title:1", reason="是借用，不是归属")
    for ref in "AB":
        asked = mediator.get(f"{case}/confirmation/asks").text
        court = re.findall(r'name="court_code"[^>]*value="([^"]+)"', asked)[0]
        fill(mediator, f"{case}/confirmation/asks", ref=ref, court_code=court, means="thumb", scan=scan)

    stored = Case.objects.get(id=desk.case["id"])
    assert [(one.ref, one.means) for one in stored.confirmation_asks] == [("A", "thumb"), ("B", "thumb")]
    assert (
        "还要等谁" in mediator.get(f"/mediation/court/{stored.id}", headers={"Accept-Language": "zh-CN"}).text
    )
    assert "confirmation/asks" not in mediator.get(case).text


def test_two_committees_mediate_together_and_a_party_chooses_one_of_the_other(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    form = {"kind": "village_pmc", "name": "联合村调委会", "place": VILLAGE}
    other = room.post("mediation", "county", "/bodies/", form).json
    account = {"account": room.account("neighbour", (Role.MEDIATOR, VILLAGE)), "name": "邻村调解员"}
    room.post("mediation", "county", f"/bodies/{other['id']}/mediators", account, other["version"])
    case = f"/mediation/cases/{applied(room, pmc).case['id']}"
    fill(mediator, f"{case}/partners", body_id=other["id"], reason="跨村")
    fill(mediator, f"{case}/choices", ref="A", account=room.ids["neighbour"])

    stored = Case.objects.get(id=case.rsplit("/", 1)[1])
    assert [one.body_id for one in stored.partners] == [other["id"]]
    assert [(one.ref, one.account) for one in stored.choices] == [("A", room.ids["neighbour"])]


def test_a_petition_gets_more_days_once(room: Hall, pmc: str, mediator: FlaskClient) -> None:
    desk = applied(room, pmc, channel="petition")
    desk.act("accept")
    case = f"/mediation/cases/{desk.case['id']}"
    fill(mediator, f"{case}/petition-extensions", days="20", approved_by="局长", noticed="true")

    assert "petition-extensions" not in mediator.get(case).text
    assert any("局长" in clock.about for clock in Case.objects.get(id=desk.case["id"]).clocks)


def test_a_mediator_gives_a_party_its_link_and_takes_a_wrong_photo_out(
    room: Hall, pmc: str, mediator: FlaskClient
) -> None:
    desk = applied(room, pmc)
    key = desk.case["id"]
    shown = fill(mediator, f"/mediation/links/{key}/new", ref="A")
    page = mediator.get(shown, headers={"Accept-Language": "zh-CN"}).text
    assert "当事人的专属链接" in page
    assert "<svg" in page
    token = shown.split("/my/")[1].split("/")[0]
    opened = room.apps["mediation"].test_client()
    assert opened.post(f"/mediation/my/{token}", data={"code": "0001"}).status_code == 303

    file = desk.file("other")
    assert file in mediator.get(f"/mediation/folder/{key}/").text
    fill(mediator, f"/mediation/folder/{key}/files/{file}/removal", reason="拍错了")
    assert file not in mediator.get(f"/mediation/folder/{key}/").text


def test_a_grid_item_goes_round_by_forms(room: Hall, pmc: str) -> None:
    for login, role, place in (
        ("worker", Role.GRID_WORKER, TOWN),
        ("centre", Role.SECRETARY, TOWN),
        ("handler", Role.CADRE, TOWN),
        ("caller", Role.CALLBACK_CENTRE, "371324"),
    ):
        room.account(login, (role, place))
    worker, centre, handler, caller = (
        room.browser("mediation", login) for login in ("worker", "centre", "handler", "caller")
    )
    path = fill(
        worker, "/mediation/grid/new",
        place=VILLAGE, category="邻里", text="两家为排水沟争吵", is_dispute="true", hide_reporter="true",
    )  # fmt: skip
    fill(centre, f"{path}/accept", kind="ordinary")
    waiting = worker.get(path, headers={"Accept-Language": "zh-CN"}).text
    assert "最晚答复" in waiting
    assert "2026年6月4日" in waiting
    assert handler.get(path).status_code == 404
    fill(centre, f"{path}/route", to="综合执法中队", account=room.ids["handler"])
    fill(handler, f"{path}/return", reason="不是违建", right_body="司法所")
    fill(centre, f"{path}/whistle", to="司法所", account=room.ids["handler"])
    assert "worker" not in handler.get(path).text
    parties = {"parties-0-name": "李某", "parties-1-name": "孙某"}
    fill(handler, f"{path}/case", body_id=pmc, category="邻里纠纷", **parties)
    fill(handler, f"{path}/reply", text="已经请调委会调解")

    item = GridItem.find(path.rsplit("/", 1)[1], EVERYTHING)
    assert Case.find(item.case_id, EVERYTHING).channel == "grid"
    assert [(one.to, one.whistle) for one in item.routes] == [("综合执法中队", False), ("司法所", True)]

    plain = fill(worker, "/mediation/grid/new", place=VILLAGE, category="其他", text="路灯坏了")
    fill(centre, f"{plain}/accept", kind="complex", reason="要换线路")
    fill(centre, f"{plain}/route", to="供电所", account=room.ids["handler"])
    fill(handler, f"{plain}/reply", text="换好了")
    fill(handler, f"{plain}/close")
    fill(worker, f"{plain}/reopen", reason="又不亮了")
    assert "又不亮了" in worker.get(plain).text
    at("2026-06-02T09:00")
    fill(handler, f"{plain}/reply", text="又换了")
    fill(handler, f"{plain}/close")
    fill(caller, f"{plain}/callback", answer="satisfied")
    assert GridItem.find(plain.rsplit("/", 1)[1], EVERYTHING).state == "confirmed"
