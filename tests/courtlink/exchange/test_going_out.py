# SPDX-License-Identifier: Apache-2.0
"""What we owe a court's own system reaches it once, however it fails."""

import threading
from datetime import date
from typing import Any

from deploy.court_simulator.court import CourtSystem
from deploy.court_simulator.server import CourtServer
from services.courtlink.exchange.documents import Outgoing
from services.courtlink.received.documents import ReceivedCase
from services.courtlink.referrals.documents import Referral
from shared import audit
from shared.access import Role
from shared.contracts.mediation import ReferralPaused, ReferralPerformed
from shared.mongo import collection
from tests.courtlink.conftest import Mediation
from tests.courtlink.exchange.court import (
    COURT,
    NUMBER,
    SUIT,
    a_pack,
    connected,
    later,
    outgoing,
    reached,
    written,
)
from tests.courtlink.test_referral_story import accepted, succeeded
from tests.hall import Hall


def test_answer_and_outcome_reach_the_court_once_however_it_fails(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        court.answers = [503, 500, 401]
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        referral = Referral(id=made.json["id"])
        mediation.tells(accepted(referral), succeeded(referral))
        for _ in range(6):
            hall.town.tick(later(hours=3))
        for _ in range(3):
            hall.apps["courtlink"].extensions["service"].projections.rebuild()
        hall.town.tick(later(hours=3))

    (outcome,), (answer,) = court.of_kind("referral_outcome"), court.of_kind("referral_answer")
    assert answer["data"]["kind"] == "accepted"
    assert outcome["data"]["agreement_digest"] == "9f86d081884c7d65"
    assert outcome["data"]["number"] == NUMBER
    assert len(court.calls) == len(court.received) + 3  # three tries failed
    assert collection(Outgoing).count_documents({"kind": {"$ne": "day_list"}, "state": "delivered"}) == 2


def test_pauses_and_each_change_of_performance_are_told_once(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        referral = Referral(id=made.json["id"])
        since, until, last = date(2026, 5, 20), date(2026, 5, 25), date(2026, 6, 8)
        mediation.tells(accepted(referral), ReferralPaused(referral_id=referral.id, since=since))
        written(hall)
        over = ReferralPaused(referral_id=referral.id, since=since, until=until, limit_ends_on=last)
        mediation.tells(over, succeeded(referral))
        for performance in ("partly_performed", "partly_performed", "performed_in_full"):
            mediation.tells(ReferralPerformed(referral_id=referral.id, performance=performance))
            written(hall)

    pauses = [(one["data"]["since"], one["data"]["until"]) for one in court.of_kind("referral_pause")]
    assert pauses == [("2026-05-20", None), ("2026-05-20", "2026-05-25")]
    told = [one["data"]["performance"] for one in court.of_kind("referral_performance")]
    assert told[-2:] == ["partly_performed", "performed_in_full"]
    assert len(told) == len(set(told))


def test_a_pack_is_told_and_answered_by_the_courts_own_system(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        mediation.tells(a_pack())
        written(hall)
        (told,) = court.of_kind("handover_pack")
        assert told["data"]["in_dispute"] == "是否逾期。"
        assert told["data"]["parties"][0]["name"] == "王某"
        bad = {"handover_id": "case-1", "answer": "filed", "given": {"nummer": "x"}}
        court.tell("handover_answer", bad, message_id="court-0011")
        back = {"handover_id": "case-1", "answer": "returned", "given": {"missing": ["plaint"]}}
        court.tell("handover_answer", back, message_id="court-0012")
        written(hall)
        mediation.tells(a_pack(pack=2))
        filed = {"handover_id": "case-1", "answer": "filed", "given": {"number": "（2026）鲁1324民初9号"}}
        court.tell("handover_answer", filed, message_id="court-0013")
        written(hall)

    assert [one["data"]["pack"] for one in court.of_kind("handover_pack")] == [1, 2]
    states = {one["in_reply_to"]: one["data"]["result"] for one in court.of_kind("status")}
    assert states == {"court-0011": "invalid_input", "court-0012": None, "court-0013": None}
    case = collection(ReceivedCase).find_one({"_id": "case-1"}) or {}
    assert (case["state"], case["answers"][-1]["number"]) == ("filed", "(2026)鲁1324民初9号")


class Slow(CourtSystem):
    """A court that answers only when another court has its message; `sent` says whether that was in time."""

    def take(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        self.sent.append("let go" if QUICK_HAS_IT.wait(5) else "waited in vain")
        return 503, {"code": "away"}


class Quick(CourtSystem):
    """A court whose first message lets the slow one go."""

    def take(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, Any]]:
        QUICK_HAS_IT.set()
        return super().take(method, path, headers, body)


QUICK_HAS_IT = threading.Event()


def test_a_court_that_is_slow_or_away_holds_up_no_other_and_is_left_alone_with_everything(hall: Hall) -> None:
    other = "鲁1302"
    slow = Slow(**vars(connected(hall)))
    quick = Quick(**vars(connected(hall, court_code=other)))
    hall.account("other-judge", (Role.JUDGE, other))
    for serial in range(3):
        suit = SUIT | {"number": f"(2026)鲁1324民初{200 + serial}号"}
        made = hall.post("courtlink", "judge", "/referrals/", suit)
        Mediation().tells(accepted(Referral(id=made.json["id"])))
    theirs = SUIT | {"number": f"(2026){other}民初300号", "court_code": other}
    made = hall.post("courtlink", "other-judge", "/referrals/", theirs)
    Mediation().tells(accepted(Referral(id=made.json["id"])))

    with CourtServer(slow) as away, CourtServer(quick) as server:
        reached(hall, COURT, away)
        reached(hall, other, server)
        written(hall)
    assert [one["data"]["number"] for one in quick.of_kind("referral_answer")] == [theirs["number"]]
    assert set(slow.sent) == {"let go"}

    tried = []
    for _ in range(40):  # now nobody listens there
        hall.town.tick(later(seconds=3))
        tried.append(sum(row["attempts"] for row in collection(Outgoing).find({"court_code": COURT})))
    assert 1 <= tried[-1] - tried[0] <= 2  # in two minutes once a minute, not each message at each round


def test_a_court_that_stays_away_leaves_a_dead_message_which_an_operator_retries_holds_or_discards(
    hall: Hall,
) -> None:
    connected(hall)
    made = hall.post("courtlink", "judge", "/referrals/", SUIT)
    Mediation().tells(accepted(Referral(id=made.json["id"])))
    for _ in range(150):
        hall.town.tick(later(hours=6))

    row = outgoing(hall, "referral_answer")
    assert (row["state"], row["trouble"], row["attempts"]) == ("dead", "court_unreachable", 11)
    path = f"/exchange/outgoing/{row['id']}"

    def do(act: str, version: int) -> Any:
        return hall.post("courtlink", "operator", f"{path}/{act}", {"reason": "电话已联系"}, version)

    assert do("retry", row["version"] - 1).status_code == 412
    held = do("hold", row["version"])
    assert (held.json["state"], held.json["reason"]) == ("held", "电话已联系")
    again = do("retry", held.json["version"])
    assert again.json["state"] == "waiting"
    gone = do("discard", again.json["version"])
    assert gone.json["state"] == "discarded"
    assert do("retry", gone.json["version"]).json["code"] == "message_not_stuck"
    kept = collection(Outgoing).find_one({"_id": row["id"]}) or {}
    assert [link["act"] for link in kept["history"]][-3:] == ["hold", "retry", "discard"]
    assert list(audit.faults(kept)) == []
