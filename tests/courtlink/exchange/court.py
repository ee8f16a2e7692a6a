# SPDX-License-Identifier: Apache-2.0
"""What the stories of the exchange share: a court with a system, its suit, a pack, its keys, and what is owed to it."""

from datetime import date, datetime, timedelta
from typing import Any

from deploy.court_simulator.court import CourtSystem
from deploy.court_simulator.server import CourtServer
from services.courtlink.referrals.documents import Referral
from shared import clock
from shared.contracts.mediation import HandedOverParty, HandoverMade
from shared.mongo import collection
from tests.hall import Hall

AWAY = "http://127.0.0.1:9/nobody"
COURT, NUMBER = "鲁1324", "(2026)鲁1324民初88号"
SUIT: dict[str, Any] = {
    "number": NUMBER,
    "court_code": COURT,
    "cause": "买卖合同纠纷",
    "category": "contract",
    "procedure": "ordinary",
    "referred_on": "2026-05-19",
    "parties": [
        {"ref": "A", "name": "王甲", "role": "原告", "kind": "person"},
        {"ref": "B", "name": "某某经营部", "role": "被告", "kind": "org"},
    ],
    "consented": ["A", "B"],
    "claims": "请求支付货款。",
    "body_id": "body-1",
}


def connected(
    hall: Hall,
    url: str = AWAY,
    *,
    line: str = "http",
    algorithm: str = "hmac-sha256",
    court_code: str = COURT,
) -> CourtSystem:
    """The court has a system with us; its requests go straight into the app."""
    form = {"court_code": court_code, "line": line, "url": url}
    partner = hall.post("courtlink", "operator", "/exchange/partners", form)
    assert partner.status_code == 201, partner.json
    key = a_key(hall, partner.json["version"], algorithm, court_code)

    def post(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
        answer = hall.apps["courtlink"].test_client().post(address, data=body, headers=headers)
        return answer.status_code, answer.json

    address = "/api/courtlink/v1/exchange"
    seconds = lambda: clock.now().timestamp()  # noqa: E731
    return CourtSystem(address, key["id"], key["secret"], algorithm, seconds, post)


def reached(hall: Hall, court_code: str, server: CourtServer) -> None:
    """From now on the court is reached at its server."""
    form = {"court_code": court_code, "line": "http", "url": server.url}
    assert hall.post("courtlink", "operator", "/exchange/partners", form).status_code == 201


def a_pack(pack: int = 1) -> HandoverMade:
    """A pack of a dispute that failed."""
    parties = (
        HandedOverParty(ref="A", role="原告", kind="person", wishes_to_sue=True, name="王某"),
        HandedOverParty(ref="B", role="被告", kind="person"),
    )
    return HandoverMade(
        handover_id="case-1",
        case_id="case-1",
        pack=pack,
        made_at=clock.now(),
        court_code=COURT,
        body_name="镇调委会",
        place="371324109260",
        category="合同纠纷",
        ended_on=date(2026, 5, 19),
        reason="gap_too_wide",
        parties=parties,
        in_dispute_text="是否逾期。",
    )


def a_key(
    hall: Hall, version: int, algorithm: str = "hmac-sha256", court_code: str = COURT
) -> dict[str, Any]:
    path = f"/exchange/partners/{court_code}/keys"
    made = hall.post("courtlink", "operator", path, {"algorithm": algorithm}, version)
    assert made.status_code == 201, made.json
    return dict(made.json)


def later(**span: float) -> datetime:
    clock.put(clock.now() + timedelta(**span), running=False)
    return clock.now()


def referrals() -> list[dict[str, Any]]:
    return list(collection(Referral).find())


def outgoing(hall: Hall, kind: str) -> dict[str, Any]:
    rows = hall.get("courtlink", "operator", "/exchange/outgoing?limit=100").json
    (row,) = [row for row in rows if row["kind"] == kind]
    return dict(row)


def written(hall: Hall) -> None:
    """What is owed to courts is found and sent."""
    for _ in range(2):
        hall.town.deliver()
        hall.town.tick(later(minutes=1))
