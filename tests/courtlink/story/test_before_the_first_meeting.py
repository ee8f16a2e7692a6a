# SPDX-License-Identifier: Apache-2.0
"""Identity, warnings, the other side asked, papers that go back at once (CT-02, CT-08)."""

from tests.courtlink.court import COURT, Court, Thing, at
from tests.hall import Hall


def test_no_meeting_before_each_party_is_identified_warned_and_asked_for_its_address(court: Court) -> None:
    case = court.case(court.refer(number=f"(2024){COURT}民诉前调906号", referred_on="2024-12-30"))
    case.act("referral/accept")
    for ref in "AB":
        case.act("rights-notices", ref=ref)
    case.act("mediators", account=court.hall.ids["mediator"])

    assert case.refused("sessions", mode="joint", result="open") == "party_not_prepared"
    for ref in "AB":
        case.act("referral/preparations", ref=ref, identity_checked=True, warned=True)
    assert case.refused("sessions", mode="joint", result="open") == "party_not_prepared"
    for ref in "AB":
        case.act("referral/preparations", ref=ref, identity_checked=True, warned=True, address_declined=True)
    meeting = {"mode": "online", "result": "open"}
    assert case.refused("sessions", **meeting) == "online_not_agreed"  # CT-02
    for ref in "AB":
        facts = {"identity_checked": True, "warned": True, "address_declined": True, "online": True}
        case.act("referral/preparations", ref=ref, **facts)
    assert case.refused("sessions", **meeting, separate_times=True) == "separate_times_not_agreed"
    assert case.refused("sessions", **meeting, recording_alone=True) == "recording_not_agreed"
    assert case.act("sessions", **meeting)["state"] == "in_mediation"


def one_side_applied(court: Court, serial: int) -> Thing:
    """A case before filing in which A alone applied; the mediator is to help asking B."""
    return court.refer(number=f"(2024){COURT}民诉前调{serial}号", referred_on="2024-12-30", consented=["A"])


def test_ct08_a_party_that_was_not_asked_yet_is_helped_for_three_working_days_then_papers_go_back(
    court: Court, hall: Hall
) -> None:
    sent = one_side_applied(court, 951)
    assert court.case(sent).seen["parties"][1]["consent"] == "unknown"
    court.case(sent).act("referral/accept")

    hall.town.tick(at("2026-05-25T23:59"))
    assert court.case(sent).seen["state"] == "accepted"
    hall.town.tick(at("2026-05-26T00:00"))

    assert sent.again()["state"] == "returned_unreachable"
    assert ("returned", sent.seen["number"]) in court.desk()


def test_ct08_a_party_that_agrees_within_the_three_days_is_mediated_with(court: Court, hall: Hall) -> None:
    sent = one_side_applied(court, 952)
    case = court.case(sent)
    case.act("referral/accept")

    at("2026-05-25T17:00")
    case.act("consents", ref="B", answer="consented")
    hall.town.tick(at("2026-05-26T00:00"))

    assert case.again()["state"] == "accepted"
    court.prepare(case)
    case.act("mediators", account=hall.ids["mediator"])
    assert case.act("sessions", mode="joint", result="open")["state"] == "in_mediation"


def test_ct08_a_party_that_refuses_ends_it_at_once_and_a_filed_suit_needs_every_consent(
    court: Court, hall: Hall
) -> None:
    sent = one_side_applied(court, 953)
    case = court.case(sent)
    case.act("referral/accept")

    case.act("consents", ref="B", answer="refused")
    hall.town.deliver(times=3)

    assert sent.again()["state"] == "returned_refused"
    filed = hall.post("courtlink", "judge", "/referrals/", court.paper(consented=["A"]))
    assert (filed.status_code, filed.json["code"]) == (409, "consent_needed")


def test_a_party_that_refuses_before_the_first_meeting_sends_the_papers_back_at_once(
    court: Court, hall: Hall
) -> None:
    sent = court.refer()
    case = court.case(sent)
    case.act("referral/accept")

    case.act("consents", ref="B", answer="refused")
    hall.town.deliver(times=3)

    assert sent.again()["state"] == "returned_refused"
