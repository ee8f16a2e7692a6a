# SPDX-License-Identifier: Apache-2.0
"""Who may be taken, who stands for whom, who may help and meet: rules without a server."""

from datetime import date

import pytest

from services.mediation.bodies import rules as bodies
from services.mediation.bodies.documents import Body, Mediator
from services.mediation.bodies.rules import Seat
from services.mediation.cases import content, meetings, parties, suitability
from services.mediation.cases.content import Text
from services.mediation.cases.meetings import Mode, Unavailable
from services.mediation.cases.parties import Capacity, Helper, make_parties
from services.mediation.cases.rules import Act, Done, Form, missing_acts
from services.mediation.cases.suitability import Concern, GoTo
from services.mediation.complaints import rules as complaints
from shared.errors import RuleBroken


def code(raised: pytest.ExceptionInfo[RuleBroken]) -> str:
    return raised.value.code


@pytest.mark.parametrize(
    ("concern", "go_to"),
    [
        (Concern.RESERVED_BY_LAW, GoTo.AUTHORITY),
        (Concern.WITH_COURT, GoTo.COURT),
        (Concern.WITH_AUTHORITY, GoTo.AUTHORITY),
        (Concern.SETTLED_BY_AUTHORITY, GoTo.AUTHORITY),
        (Concern.ADMINISTRATIVE, GoTo.RECONSIDERATION),
        (Concern.SUSPECTED_CRIME, GoTo.POLICE),
    ],
)
def test_what_the_law_keeps_elsewhere_is_not_accepted_and_told_where_to_go(
    concern: Concern, go_to: GoTo
) -> None:
    with pytest.raises(RuleBroken) as raised:
        suitability.may_accept([concern])

    assert (code(raised), raised.value.details["go_to"]) == ("not_acceptable", go_to)


def test_danger_does_not_bar_mediation_but_must_be_reported() -> None:
    for concern in (Concern.VIOLENCE, Concern.MINOR_AT_RISK, Concern.MASS_INCIDENT, Concern.SUICIDE_RISK):
        suitability.may_accept([concern])
        assert suitability.must_report([concern], "none")
    assert suitability.must_report([], "red")
    assert not suitability.must_report([], "orange")


def test_where_violence_is_feared_nobody_is_brought_together_unchecked() -> None:
    for mode in (Mode.JOINT, Mode.ONLINE, Mode.SITE_VISIT):
        with pytest.raises(RuleBroken, match="safety_check_missing"):
            meetings.may_meet(mode, violence=True, safety_checked=False)
        meetings.may_meet(mode, violence=True, safety_checked=True)
    meetings.may_meet(Mode.CAUCUS, violence=True, safety_checked=False)


def test_nobody_is_invited_for_a_day_on_which_a_party_is_away() -> None:
    away = [Unavailable(ref="B", since=date(2026, 3, 10), until=date(2026, 3, 12))]

    meetings.everybody_can_come(date(2026, 3, 9), away, {})
    with pytest.raises(RuleBroken, match="party_cannot_come"):
        meetings.everybody_can_come(date(2026, 3, 12), away, {})


def person(ref: str, **more: object) -> dict[str, object]:
    return {"ref": ref, "name": f"当事人{ref}", "kind": "person", **more}


def test_who_cannot_act_alone_needs_a_legal_representative() -> None:
    for capacity in (Capacity.LIMITED, Capacity.NONE):
        with pytest.raises(RuleBroken, match="representative_missing"):
            make_parties([person("A", capacity=str(capacity))])
    agent = {"name": "代理", "standing": "agent"}
    with pytest.raises(RuleBroken, match="representative_missing"):
        make_parties([person("A", capacity="none", representative=agent)])


@pytest.mark.parametrize(
    ("capacity", "lack"),
    [
        ("full", ["party_signed:A"]),
        ("limited", ["party_signed:A", "representative_signed:A"]),
        ("none", ["representative_signed:A"]),
    ],
)
def test_the_representative_signs_with_or_for_the_party(capacity: str, lack: list[str]) -> None:
    parent = {"name": "父亲", "standing": "legal_representative"}
    (party,) = make_parties([person("A", capacity=capacity, representative=parent)])
    done = [Done(Act.MEDIATOR_SIGNED, "", None), Done(Act.SEAL, "", None)]

    assert missing_acts(Form.WRITTEN, party.signers, done) == lack


def test_personal_numbers_are_checked_sealed_and_matched() -> None:
    (first,) = make_parties([person("A", identity="11010519491231002X", phone="+86 138-0000-0000")])
    (again,) = make_parties([person("B", identity="11010519491231002x", phone="13800000000")])

    assert first.indexes == again.indexes
    assert "11010519491231002X" not in str(first.to_mongo())
    assert "13800000000" not in str(first.to_mongo())
    with pytest.raises(RuleBroken, match="identity_malformed"):
        make_parties([person("A", identity="110105194912310021")])
    with pytest.raises(RuleBroken, match="party_twice"):
        make_parties([person("A"), person("A")])


def test_a_helper_needs_every_partys_consent() -> None:
    helper = Helper(id="h", name="邻居", agreed=["A"])

    with pytest.raises(RuleBroken) as raised:
        parties.may_help(helper, ["A", "B"])
    assert raised.value.details["ref"] == "B"
    helper.agreed.append("B")
    parties.may_help(helper, ["A", "B"])


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        ("director:m member:f", "committee_size"),
        (" ".join(["director:m", *["member:f"] * 9]), "committee_size"),
        ("member:m member:f member:m", "committee_director"),
        ("director:m director:f member:m", "committee_director"),
        ("director:m deputy:m member:m", "committee_woman"),
        ("director:f deputy:m member:m", None),
        (" ".join(["director:m", *["member:f"] * 8]), None),
    ],
)
def test_a_committee_has_three_to_nine_members_a_director_and_a_woman(
    seats: str, expected: str | None
) -> None:
    made = [Seat(*seat.split(":")) for seat in seats.split()]
    if expected is None:
        bodies.may_sit(made)
        return
    with pytest.raises(RuleBroken) as raised:
        bodies.may_sit(made)
    assert code(raised) == expected


def test_a_term_lasts_three_years() -> None:
    end = bodies.term_ends_on(date(2024, 2, 29), 3)

    assert end == date(2027, 2, 28)
    bodies.may_take_new_cases(end, end)
    with pytest.raises(RuleBroken, match="term_expired"):
        bodies.may_take_new_cases(end, date(2027, 3, 1))


def test_a_mediator_with_a_tie_or_out_of_office_gets_no_case() -> None:
    body = Body(mediators=[Mediator(account="m", name="调解员", ties=["blind"])])

    body.may_assign("m", date(2026, 3, 1), ["other"])
    with pytest.raises(RuleBroken, match="conflict_of_interest"):
        body.may_assign("m", date(2026, 3, 1), ["blind"])
    body.mediators[0].standing = "suspended"
    with pytest.raises(RuleBroken, match="mediator_inactive"):
        body.may_assign("m", date(2026, 3, 1), [])
    with pytest.raises(RuleBroken, match="not_a_mediator"):
        body.may_assign("x", date(2026, 3, 1), [])


def test_an_agreement_is_read_before_it_is_signed() -> None:
    found = content.findings(
        [
            Text(1, "act", "双方解除婚姻关系", due="2026-06-01", due_on=date(2026, 6, 1)),
            Text(2, "act", "宅基地归李某所有", due="2026-06-01", due_on=date(2026, 6, 1)),
            Text(3, "forbearance", "王某不得报警"),
            Text(4, "payment", "赔偿", due="尽快"),
            Text(5, "payment", "赔偿", due_on=date(2026, 6, 1)),
            Text(6, "act", "清理排水沟"),
            Text(7, "act", "道歉", due="on_the_spot"),
        ]
    )

    assert found == [
        *("status:1", "title:2", "unlawful:3", "unclear_amount:4", "unclear_time:4"),
        *("unclear_amount:5", "unclear_time:6"),
    ]


def test_matters_of_status_and_of_cutting_supply_are_signed_on_paper() -> None:
    for category, words in (("婚姻家庭纠纷", "抚养费"), ("物业纠纷", "拖欠的可以停水")):
        with pytest.raises(RuleBroken, match="esign_barred"):
            content.may_sign_by("esign", None, barred=content.bars_esign(category, words))
        with pytest.raises(RuleBroken, match="ink_scan_missing"):
            content.may_sign_by("thumb", None, barred=content.bars_esign(category, words))
        content.may_sign_by("thumb", "scan", barred=content.bars_esign(category, words))
    content.may_sign_by("esign", None, barred=content.bars_esign("合同纠纷", "支付货款"))


def test_rural_land_needs_a_written_agreement() -> None:
    with pytest.raises(RuleBroken, match="must_be_written"):
        content.may_be_oral("oral", "山林土地纠纷")
    content.may_be_oral("oral", "邻里纠纷")


def test_a_complaint_is_decided_once_by_another_and_has_a_consequence_when_sustained() -> None:
    with pytest.raises(RuleBroken, match="complaint_decided"):
        complaints.may_decide("sustained", "judge", "accused")
    with pytest.raises(RuleBroken, match="own_complaint"):
        complaints.may_decide("received", "accused", "accused")
    for sustained, consequence in ((True, None), (False, "removed")):
        with pytest.raises(RuleBroken, match="consequence_mismatch"):
            complaints.must_follow(sustained, consequence)
    complaints.must_follow(True, "criticised")
