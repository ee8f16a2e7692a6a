# SPDX-License-Identifier: Apache-2.0
"""Scenario S04: one party refuses, one is silent; the end, the denominator, and a change of mind (PM-08, PM-14, PM-25, ST-06)."""

import io
from typing import Any

from pypdf import PdfReader

from tests.hall import Hall
from tests.mediation.room import LI, QIAN, SUN, TERMS, TOWN, Desk, applied, at, code


def success(room: Hall) -> tuple[int, int, int]:
    """Cases taken in June, and both sides of the success rate."""
    query = f"place={TOWN}&first=2026-06-01&last=2026-06-30"
    total = room.get("mediation", "county", f"/statistics/?{query}").json["total"]
    return total["taken"], total["success"]["numerator"], total["success"]["denominator"]


def refused_by_sun(room: Hall, pmc: str) -> Desk:
    """Li applied on 1 June against Sun and Qian; on the 3rd Sun refuses by phone, Qian has not answered."""
    desk = applied(room, pmc, parties=[LI, SUN, QIAN])
    desk.act("accept")
    desk.act("mediators", account=room.ids["mediator"])
    desk.act("consents", ref="A", answer="consented")
    for ref in "ABC":
        desk.act("rights-notices", ref=ref)
    at("2026-06-03T10:00")
    desk.act("consents", ref="B", answer="refused", channel="phone", on="2026-06-03", reason="不愿意调解")
    return desk


def test_s04_no_session_is_opened_and_the_blocking_consent_is_named(room: Hall, pmc: str) -> None:
    desk = refused_by_sun(room, pmc)

    refused = desk.try_act("sessions", mode="joint", result="open")

    assert (code(refused), "孙某" in refused.json["detail"]) == ("consent_missing", True)
    desk.act("consents", ref="B", answer="consented")
    silent = desk.try_act("sessions", mode="joint", result="open")
    assert (code(silent), "钱某" in silent.json["detail"]) == ("consent_missing", True)


def test_s04_the_case_ends_only_after_each_party_was_told_or_one_tried_and_leaves_the_denominator(
    room: Hall, pmc: str
) -> None:
    settled = applied(room, pmc).begin()
    settled.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    settled.act("agreement", form="oral", agreed_on="2026-06-01", terms=TERMS)
    before = success(room)
    desk = refused_by_sun(room, pmc)

    for ref, name, delivered in (("A", "李某", True), ("B", "孙某", False), ("C", "钱某", True)):
        blocked = desk.try_act("terminate", reason="unwilling")
        assert (code(blocked), name in blocked.json["detail"]) == ("remedies_notice_missing", True)
        assert [word for word in ("仲裁", "行政", "起诉") if word not in blocked.json["detail"]] == []
        desk.act("remedies-notices", ref=ref, delivered=delivered)
    ended = desk.act("terminate", reason="unwilling")

    assert ended["state"] == "terminated"
    assert [party["remedies"] for party in ended["parties"]] == ["delivered", "attempted", "delivered"]
    taken, agreed, counted = success(room)
    assert (taken, agreed, counted) == (before[0] + 1, before[1], before[2])
    notice = room.get("mediation", "mediator", f"/papers/{desk.case['id']}/remedies_notice.pdf")
    assert "诉讼" in text_of(notice)


def text_of(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_s04_a_change_of_mind_makes_a_linked_case_and_keeps_the_first_application(
    room: Hall, pmc: str
) -> None:
    desk = refused_by_sun(room, pmc)
    certificate = desk.get("/limitation-certificate").json
    assert certificate["applied_at"] == certificate["first_applied_at"] == "2026-06-01T01:00:00+00:00"
    for ref in "ABC":
        desk.act("remedies-notices", ref=ref, delivered=True)
    desk.act("terminate", reason="unwilling")

    at("2026-06-10T09:00")
    desk.act("reopen", on="2026-06-10")

    later = Desk(room, room.get("mediation", "mediator", f"/cases/{desk.case['successor_id']}").json)
    assert (later.case["predecessor_id"], later.case["channel"]) == (desk.case["id"], "reopened")
    assert [party["name"] for party in later.case["parties"]] == ["李某", "孙某", "钱某"]
    assert {party["consent"] for party in later.case["parties"]} == {"unknown"}
    assert desk.get("/limitation-certificate").json == certificate
    newer = later.get("/limitation-certificate").json
    assert (newer["applied_at"][:10], newer["first_applied_at"][:10]) == ("2026-06-10", "2026-06-01")
    printed = text_of(
        room.get("mediation", "mediator", f"/papers/{later.case['id']}/limitation-certificate.pdf")
    )
    assert "首次申请时间2026年6月1日" in printed
    assert "申请时间2026年6月10日" in printed
    assert "诉讼时效" in printed
    assert (
        room.get("mediation", "party", f"/papers/{later.case['id']}/limitation-certificate.pdf").status_code
        == 404
    )
