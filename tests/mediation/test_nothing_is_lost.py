# SPDX-License-Identifier: Apache-2.0
"""What was said stays as it was said: repeats, ids of devices that meet again, and answers that change (PM-08, PM-12, CT-23)."""

from typing import Any
from uuid import uuid4

import pytest

from services.mediation.cases.documents import Case
from tests.hall import Hall
from tests.mediation.room import Desk, applied, at, code, photo

DEVICE = "2026-06-02T07:30:00+00:00"


def test_other_words_under_the_id_of_an_earlier_talk_are_refused_and_neither_is_lost(
    room: Hall, pmc: str
) -> None:
    desk, other = applied(room, pmc).begin(), applied(room, pmc).begin()
    made, key = str(uuid4()), str(uuid4())
    first = {"case_id": desk.case["id"], "ref": "A", "text": "底线八千", "id": made, "device_at": DEVICE}
    kept = room.post("mediation", "mediator", "/talks/", first, key=key)

    again = room.post("mediation", "mediator", "/talks/", first, key=key)
    changed = room.post("mediation", "mediator", "/talks/", first | {"text": "底线九千"})
    elsewhere = room.post("mediation", "mediator", "/talks/", first | {"case_id": other.case["id"]})

    assert (again.status_code, again.json["id"]) == (201, kept.json["id"])
    assert code(changed) == "entry_twice"
    assert elsewhere.json["id"] != kept.json["id"]
    assert room.get("mediation", "mediator", f"/talks/{kept.json['id']}").json["text"] == "底线八千"


def test_a_key_that_was_used_for_a_file_of_one_case_is_no_answer_for_another(room: Hall, pmc: str) -> None:
    one, other, key = applied(room, pmc), applied(room, pmc), str(uuid4())

    def send(case: str, kind: str = "identity") -> Any:
        return room.browser("mediation", "mediator").post(
            "/api/mediation/v1/files/",
            query_string={"case_id": case, "kind": kind},
            data=photo(),
            headers={"Idempotency-Key": key, "Content-Type": "application/octet-stream"},
        )

    first, again = send(one.case["id"]), send(one.case["id"])
    for refused in (send(other.case["id"]), send(one.case["id"], "proof")):
        assert (refused.status_code, refused.json["code"]) == (422, "idempotency_key_reused")

    assert (first.status_code, again.json["id"]) == (201, first.json["id"])
    assert room.get("mediation", "mediator", f"/files/?case_id={other.case['id']}").json == []


@pytest.mark.parametrize(
    ("path", "facts", "about", "answer"),
    [
        ("consents", {"ref": "B", "answer": "consented", "channel": "phone"}, "consent", "consented"),
        ("rights-notices", {"ref": "B"}, "rights_notice", "delivered"),
        ("remedies-notices", {"ref": "B", "delivered": False}, "remedies_notice", "attempted"),
    ],
)
def test_what_a_party_said_or_was_told_on_a_phone_arrives_once_with_both_times(
    room: Hall, pmc: str, path: str, facts: dict[str, Any], about: str, answer: str
) -> None:
    desk, made = applied(room, pmc), str(uuid4())
    desk.act("accept")
    at("2026-06-03T09:00")

    desk.act(path, **facts, on="2026-06-02", id=made, device_at=DEVICE)
    again = desk.try_act(path, **facts, on="2026-06-02", id=made, device_at=DEVICE)

    (entry,) = desk.get("/told").json
    assert (entry["id"], entry["about"], entry["ref"], entry["answer"]) == (made, about, "B", answer)
    assert (entry["on"], entry["device_at"]) == ("2026-06-02", DEVICE)
    assert entry["recorded_at"] == "2026-06-03T01:00:00+00:00"
    assert entry["recorded_by"] == room.ids["mediator"]
    assert code(again) == "entry_twice"
    assert desk.try_act(path, **facts, id="not-an-id").status_code == 422


def test_an_answer_that_changes_leaves_the_earlier_ones_on_record(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    desk.act("consents", ref="B", answer="consented", channel="phone", on="2026-05-30")
    desk.act("consents", ref="B", answer="refused", channel="desk", on="2026-06-01", reason="先道歉")

    told = desk.get("/told").json

    assert [(one["answer"], one["channel"], one["on"], one["reason"]) for one in told] == [
        ("consented", "phone", "2026-05-30", ""),
        ("refused", "desk", "2026-06-01", "先道歉"),
    ]
    assert desk.case["parties"][1]["consent"] == "refused"
    for login in ("party", "county"):
        assert desk.get("/told", login=login).status_code in (403, 404)


def written(room: Hall, pmc: str) -> Desk:
    """An agreement in writing that Li signed and Sun did not."""
    desk = applied(room, pmc).begin()
    desk.act("sessions", mode="joint", result="agreed", held_on="2026-06-01")
    terms = [{"kind": "payment", "who": "B", "to": "A", "what": "赔偿", "amount": "500.00", "due": "年底前"}]
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=terms)
    desk.act("agreement/acts", kind="party_signed", ref="A", on="2026-06-01")
    return desk


def test_a_paper_that_one_side_will_not_sign_ends_as_failed_after_the_remedies_notices(
    room: Hall, pmc: str
) -> None:
    desk = written(room, pmc)

    assert code(desk.try_act("terminate", reason="unwilling")) == "remedies_notice_missing"
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)
    ended = desk.act("terminate", reason="unwilling")

    assert (ended["state"], ended["agreement"]) == ("terminated", None)
    (paper,) = Case.objects.get(id=ended["id"]).earlier_agreements
    assert [(act.kind, act.ref) for act in paper.acts] == [("party_signed", "A")]
    assert [one["rule"] for one in ended["clocks"] if not one["met_at"]] == []
    assert code(desk.try_act("agreement/acts", kind="party_signed", ref="B")) == "nothing_agreed"


def test_who_withdraws_before_the_last_signature_stops_the_mediation(room: Hall, pmc: str) -> None:
    desk = written(room, pmc)

    desk.act("consents", ref="B", answer="withdrawn", reason="再想想")

    assert (desk.case["state"], desk.case["agreement"]) == ("suspended", None)
    desk.act("resume", reason="孙某愿意再谈")
    terms = [{"kind": "apology", "who": "B", "what": "道歉", "due": "on_the_spot"}]
    over_its_head = desk.try_act("agreement", form="oral", agreed_on="2026-06-01", terms=terms)
    assert code(over_its_head) == "consent_missing"
    desk.act("consents", ref="B", answer="consented")
    assert desk.act("agreement", form="oral", agreed_on="2026-06-01", terms=terms)["state"] == "agreed"


def test_what_binds_is_neither_ended_nor_undone_by_a_change_of_mind(room: Hall, pmc: str) -> None:
    desk = written(room, pmc)
    for kind, ref in (("party_signed", "B"), ("mediator_signed", ""), ("seal", "")):
        desk.act("agreement/acts", kind=kind, ref=ref, on="2026-06-01")
    for ref in "AB":
        desk.act("remedies-notices", ref=ref, delivered=True)

    desk.act("consents", ref="B", answer="withdrawn")
    assert desk.case["agreement"]["effective"] is True
    assert code(desk.try_act("terminate", reason="unwilling")) == "wrong_state"
    assert code(desk.try_act("withdraw", reason="反悔")) == "wrong_state"

    desk.act("consents", ref="B", answer="consented")
    terms = [{"kind": "payment", "who": "B", "to": "A", "what": "改付", "amount": "400.00", "due": "年底前"}]
    desk.act("agreement", form="written", agreed_on="2026-06-01", terms=terms, after_breach=True)
    assert code(desk.try_act("terminate", reason="unwilling")) == "wrong_state"  # the one before still binds


def test_each_new_danger_is_reported_whatever_was_reported_before(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, concerns=["violence"])
    desk.act("reports", to="police", note="家暴")
    assert [clock["met_at"] is None for clock in desk.get("/danger").json["report_clocks"]] == [False]

    desk.act("concerns", concerns=["violence"], risk="yellow")
    assert len(desk.get("/danger").json["report_clocks"]) == 1
    at("2026-06-02T09:00")
    desk.act("concerns", concerns=["violence", "minor_at_risk"])
    desk.act("concerns", concerns=["violence", "minor_at_risk"], risk="red")

    clocks = desk.get("/danger").json["report_clocks"]
    assert [clock["met_at"] is None for clock in clocks] == [False, True]
    room.town.tick(at("2026-06-02T11:00"))
    late = room.get("mediation", "director", "/desk/due").json["late"]
    assert [line["rule"] for line in late if line["case_id"] == desk.case["id"]] == ["PM-13"]
    desk.reload()
    desk.act("reports", to="authority", note="民政")
    at("2026-06-03T09:00")
    desk.act("concerns", concerns=["minor_at_risk", "suicide_risk", "violence"], risk="orange")
    assert [clock["met_at"] is None for clock in desk.get("/danger").json["report_clocks"]] == [
        *(False, False, True)
    ]
