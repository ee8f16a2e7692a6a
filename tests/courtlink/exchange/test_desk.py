# SPDX-License-Identifier: Apache-2.0
"""Keys, the operator's desk, days compared, and folders for a court without an interface."""

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.court_simulator.server import CourtServer
from services.courtlink.exchange.documents import Incoming
from services.courtlink.referrals.documents import Referral
from shared.mongo import collection
from tests.courtlink.conftest import Mediation
from tests.courtlink.exchange.court import COURT, SUIT, a_key, connected, later, outgoing, reached, referrals
from tests.courtlink.test_referral_story import accepted
from tests.hall import Hall


def test_keys_are_changed_with_an_overlap_and_withdrawn_at_once(hall: Hall) -> None:
    court = connected(hall)
    partner = hall.get("courtlink", "operator", "/exchange/partners").json[0]
    assert "secret" not in json.dumps(partner)
    fresh = a_key(hall, partner["version"])
    old = (court.key, court.secret)

    assert court.tell("referral", SUIT)[0] == 202
    later(days=7, seconds=1)
    assert court.tell("referral", SUIT)[0] == 401
    court.key, court.secret = fresh["id"], fresh["secret"]
    assert court.tell("referral", SUIT)[0] == 202
    version = partner["version"] + 1
    path = f"/exchange/partners/{COURT}/keys/{fresh['id']}/withdrawal"
    assert hall.post("courtlink", "operator", path, {}, version).status_code == 200
    assert court.tell("referral", SUIT)[0] == 401
    assert old[0] != fresh["id"]


@pytest.mark.parametrize("login", ["judge"])
def test_the_exchange_desk_is_for_operators_and_shows_no_contents(hall: Hall, login: str) -> None:
    court = connected(hall)
    court.tell("referral", SUIT)
    hall.town.tick(later(seconds=3))

    assert hall.get("courtlink", login, "/exchange/outgoing").status_code == 403
    seen = "".join(
        hall.get("courtlink", "operator", f"/exchange/{name}").get_data(as_text=True)
        for name in ("outgoing", "incoming", "refusals", "reports", "partners")
    )
    assert "王甲" not in seen
    assert "货款" not in seen
    raw = json.dumps(list(collection(Incoming).find()), default=str, ensure_ascii=False)
    assert "王甲" not in raw  # sealed at rest


def test_the_days_are_compared_and_what_the_court_lost_is_sent_again(hall: Hall) -> None:
    court, mediation = connected(hall), Mediation()
    with CourtServer(court) as server:
        reached(hall, COURT, server)
        made = hall.post("courtlink", "judge", "/referrals/", SUIT)
        mediation.tells(accepted(Referral(id=made.json["id"])))
        hall.town.tick(later(seconds=5))
        hall.town.tick(later(seconds=5))
        lost = f"{made.json['id']}-referral_answer"
        court.received.pop(lost)
        court.sent.append("court-never-arrived")

        court.tell("day_list", court.day_list("2026-05-19"))
        hall.town.tick(later(seconds=5))
        (report,) = hall.get("courtlink", "operator", "/exchange/reports").json
        assert (report["they_lack"], report["we_lack"]) == ([lost], ["court-never-arrived"])
        again = hall.post("courtlink", "operator", f"/exchange/reports/{report['id']}/resend", {})
        assert again.status_code == 200
        hall.town.tick(later(seconds=5))
        assert lost in court.received

        hall.town.tick(later(days=1))
        hall.town.tick(later(seconds=5))
        (day,) = [one for one in court.of_kind("day_list") if one["data"]["day"] == "2026-05-19"]
        assert day["data"]["sent"] == [lost]


def test_folders_carry_the_same_for_a_court_without_an_interface(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HESHILAO_EXCHANGE_FOLDER", str(tmp_path))
    court, folder = connected(hall, line="folder"), tmp_path / COURT

    def lay(place: Path, message_id: str, body: bytes, **bad: Any) -> None:
        place.mkdir(parents=True, exist_ok=True)
        head = court.headers("FILE", f"{message_id}.json", body, **bad)
        names = ("key", "time", "nonce", "signature")
        content = {name: head[f"X-Court-{name.capitalize()}"] for name in names} | {"body": body.decode()}
        (place / f"{message_id}.json").write_text(json.dumps(content))

    def receipt(message_id: str) -> dict[str, Any]:
        content = json.loads((folder / "in" / "receipts" / f"{message_id}.json").read_text())
        return dict(json.loads(content["body"]))

    lay(folder / "in", "court-0001", court.message("referral", SUIT, message_id="court-0001"), late=86400)
    lay(
        folder / "in",
        "court-0002",
        court.message("referral", SUIT, message_id="court-0002"),
        secret="00" * 32,
    )
    lay(folder / "in", "court-0003", court.message("referral", SUIT, message_id="court-0001"))
    (folder / "in" / "court-0004.json").write_text("half a fi")
    (folder / "in" / "court-0005.json").symlink_to("/etc/passwd")
    hall.town.tick(later(seconds=11))
    hall.town.tick(later(seconds=11))

    assert receipt("court-0001")["state"] == "received"
    assert receipt("court-0002") == {
        "message_id": "court-0002",
        "state": "refused",
        "code": "exchange_signature_wrong",
    }
    assert receipt("court-0003")["code"] == "exchange_file_name_wrong"
    assert receipt("court-0004")["code"] == "exchange_signature_wrong"
    assert not (folder / "in" / "receipts" / "court-0005.json").exists()
    (referral,) = referrals()
    (status,) = (folder / "out").glob("status-*.json")
    told = json.loads(json.loads(status.read_text())["body"])
    assert told["data"]["subject"] == referral["_id"]
    lay(folder / "out" / "receipts", status.stem, json.dumps({"state": "received"}).encode())
    hall.town.tick(later(seconds=11))
    assert outgoing(hall, "status")["state"] == "delivered"
