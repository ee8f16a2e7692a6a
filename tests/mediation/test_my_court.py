# SPDX-License-Identifier: Apache-2.0
"""A villager's own page about the court: each asks for confirmation by its own link, and says what may be handed over."""

from services.courtlink.confirmations.documents import Confirmation
from services.mediation.handovers.documents import Handover
from shared.access import EVERYTHING
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import applied, at
from tests.mediation.test_my_case import Villager, settled


def court_of(villager: Villager) -> str:
    answer = villager.browser.get(f"{villager.path}/court", headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 200
    return answer.text


def test_both_parties_ask_by_their_own_links_and_the_court_has_it(room: Hall, pmc: str) -> None:
    desk = settled(room, pmc)
    room.town.deliver()
    first, second = (Villager(desk, ref, code=f"000{number}") for number, ref in enumerate("AB", 1))
    page = court_of(first)
    for told in ("法院的事", "最后一日", "申请司法确认", "确认送达地址"):
        assert told in page, told
    offered = first.browser.get(f"{first.path}/confirm").text
    court = offered.split('name="court_code"', 1)[1].split('value="', 1)[1].split('"', 1)[0]

    at("2026-06-20T20:00")
    sent = first.act("court-address", address="某村七号院门牌12", phone="13800000001")
    assert sent.status_code == 303
    assert first.act("confirm", court_code="鲁9999").status_code == 422
    assert first.act("confirm", court_code=court).status_code == 303
    room.town.deliver()
    assert "还要等谁" in court_of(first)
    assert Confirmation.find(desk.case["id"], EVERYTHING).applications == []
    assert "撤回我的申请</a>" in court_of(first)
    assert first.act("take-back", court_code=court).status_code == 303
    assert "撤回我的申请</a>" not in court_of(first)
    assert first.act("confirm", court_code=court).status_code == 303
    assert second.act("confirm", court_code=court).status_code == 303
    room.town.deliver()

    applied_for = Confirmation.find(desk.case["id"], EVERYTHING).current
    assert (applied_for.applicants, applied_for.channel) == (["A", "B"], "online")
    assert "法院收到了申请" in court_of(second)
    assert "申请司法确认</a>" not in court_of(first)


def test_who_has_not_opened_the_link_learns_nothing_of_the_court(room: Hall, pmc: str) -> None:
    stranger = Villager(settled(room, pmc), "A")

    for name in ("court", "confirm", "sue"):
        assert stranger.browser.get(f"{stranger.path}/{name}").status_code == 303


def test_a_party_says_whether_it_sues_and_what_may_be_handed_over(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="gap_too_wide")
    villager = Villager(desk, "A", code="0001")
    assert "现在没有要跟法院办的事" in court_of(villager)
    form = {"case_id": desk.case["id"], "in_dispute": "是否逾期，说法不一"}
    assert room.post("mediation", "mediator", "/handovers/", form).status_code == 201

    page = court_of(villager)
    for told in ("是否逾期，说法不一", "立案审查，不作别的用途", "起诉意愿和同意移交", "人民法院"):
        assert told in page, told
    assert villager.act("sue", wish="sue", items=["name", "dispute"]).status_code == 303

    raw = collection(Handover).find_one({"_id": desk.case["id"]}) or {}
    said = raw["said"][0]
    assert (said["ref"], said["wish"], said["items"], said["by"]) == (
        "A",
        "sue",
        ["dispute", "name"],
        "party:A",
    )
