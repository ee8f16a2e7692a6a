# SPDX-License-Identifier: Apache-2.0
"""How a dispute comes in: drafts, the short form, both lists of kinds."""

from typing import Any

import pytest

from services.mediation.drafts.documents import Draft
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import LI, SUN, Desk, applied, at, code


def form(body: str, **more: Any) -> dict[str, Any]:
    return {"body_id": body, "category": "邻里纠纷", "channel": "applied", "parties": [LI, SUN], **more}


def test_an_intake_is_begun_continued_and_handed_in(room: Hall, pmc: str) -> None:
    begun = room.post("mediation", "mediator", "/drafts/", {"form": {"facts": "宅间排水，说到一半"}}).json
    path = f"/drafts/{begun['id']}"
    assert (begun["state"], begun["kept_until"]) == ("drafted", "2026-07-01")

    at("2026-06-02T09:00")
    half = room.post("mediation", "mediator", f"{path}/application", {}, begun["version"])
    assert (half.status_code, set(half.json["errors"]["json"])) == (
        422,
        {"body_id", "category", "channel", "parties"},
    )
    whole = room.post(
        "mediation", "mediator", path, {"form": form(pmc, facts="宅间排水")}, begun["version"]
    ).json
    assert whole["form"]["facts"] == "宅间排水"
    made = room.post("mediation", "mediator", f"{path}/application", {}, whole["version"])

    assert (made.status_code, made.json["id"], made.json["state"]) == (201, begun["id"], "applied")
    assert made.json["applied_at"].startswith("2026-06-02T01:00")
    after = room.get("mediation", "mediator", path).json
    assert (after["state"], after["form"]) == ("applied", {})
    again = room.post("mediation", "mediator", f"{path}/application", {}, after["version"])
    assert code(again) == "draft_done"


def test_nobody_but_the_writer_reads_a_draft_and_it_is_sealed(room: Hall, pmc: str) -> None:
    begun = room.post("mediation", "mediator", "/drafts/", {"form": {"facts": "只有我知道的事"}}).json

    for login in ("second", "director", "county"):
        assert room.get("mediation", login, f"/drafts/{begun['id']}").status_code in (403, 404)
    listed = room.get("mediation", "mediator", "/drafts/").json
    assert begun["id"] in [one["id"] for one in listed]
    assert "只有我知道" not in str(listed) + str(collection(Draft).find_one({"_id": begun["id"]}))


def test_a_draft_that_is_forgotten_goes_by_itself(room: Hall, pmc: str) -> None:
    begun = room.post("mediation", "mediator", "/drafts/", {"form": {"facts": "忘了交"}}).json

    room.town.tick(at("2026-07-01T08:59"))
    assert room.get("mediation", "mediator", f"/drafts/{begun['id']}").json["state"] == "drafted"
    room.town.tick(at("2026-07-01T09:00"))

    gone = room.get("mediation", "mediator", f"/drafts/{begun['id']}").json
    assert (gone["state"], gone["form"]) == ("dropped", {})


@pytest.mark.parametrize(
    "more",
    [
        {"claim": "10000.01"},
        {"risk": "yellow"},
        {"concerns": ["violence"]},
        {"parties": [LI | {"count": 11}, SUN]},
        {
            "parties": [
                LI
                | {
                    "capacity": "limited",
                    "representative": {"name": "李父", "standing": "legal_representative"},
                },
                SUN,
            ]
        },
    ],
)
def test_the_short_form_is_for_a_simple_matter_only(room: Hall, pmc: str, more: dict[str, Any]) -> None:
    wanted = form(pmc, short_form=True) | more

    assert code(room.post("mediation", "mediator", "/cases/", wanted)) == "not_simple"


def test_a_simple_matter_is_taken_mediated_and_settled_on_one_day(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, short_form=True, claim="10000.00").begin()
    desk.act("sessions", mode="site_visit", result="agreed", held_on="2026-06-01")
    desk.act(
        "agreement",
        form="oral",
        agreed_on="2026-06-01",
        terms=[{"kind": "act", "who": "B", "what": "清沟", "due": "on_the_spot"}],
    )

    assert (desk.case["accepted_on"], desk.case["agreement"]["effective_on"]) == ("2026-06-01", "2026-06-01")


def test_a_case_carries_its_kind_on_both_lists(room: Hall, pmc: str) -> None:
    assert applied(room, pmc).case["grid_category"] == "邻里"
    assert applied(room, pmc, grid_category="人格权").case["grid_category"] == "人格权"
    desk: Desk = applied(room, pmc, category="其他纠纷")

    assert code(desk.try_act("accept")) == "grid_category_missing"
    assert desk.act("accept", grid_category="涉民政")["grid_category"] == "涉民政"


def test_no_act_is_dated_before_the_one_that_it_follows(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    assert code(desk.try_act("accept", accepted_on="2026-05-31")) == "date_too_early"
    desk.begin()
    desk.act("sessions", mode="joint", result="failed")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)

    assert code(desk.try_act("terminate", reason="gap_too_wide", ended_on="2026-05-31")) == "date_too_early"
    desk.act("terminate", reason="gap_too_wide")
    assert code(desk.try_act("close", closed_on="2026-05-31")) == "date_too_early"
