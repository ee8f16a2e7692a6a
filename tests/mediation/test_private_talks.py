# SPDX-License-Identifier: Apache-2.0
"""Private talks (背靠背): every reading is on record, and the common record holds no word of them (CT-23)."""

from typing import Any

import pytest

from services.mediation.talks.documents import PrivateTalk
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import applied, code


def test_who_read_a_private_talk_is_on_record_by_api_and_page(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc).begin()
    kept = {"case_id": desk.case["id"], "ref": "B", "text": "最多给八千"}
    talk = room.post("mediation", "mediator", "/talks/", kept).json["id"]
    notes = collection(PrivateTalk).database["reads"]

    room.get("mediation", "director", f"/talks/{talk}")
    room.get("mediation", "mediator", f"/talks/?case_id={desk.case['id']}")
    assert list(notes.find({"talk": talk})) == []
    room.get("mediation", "mediator", f"/talks/{talk}")
    page = room.browser("mediation", "mediator").get(f"/mediation/private/{desk.case['id']}/{talk}")

    assert "最多给八千" in page.text
    assert [(one["actor"], one["case"]) for one in notes.find({"talk": talk})] == [
        (room.ids["mediator"], desk.case["id"])
    ] * 2


@pytest.mark.parametrize("mode", ["caucus", "shuttle"])
@pytest.mark.parametrize(
    "words",
    [
        {"record": "他说最多八千"},
        {"offers": [{"by": "B", "what": "最多八千", "amount": "8000.00"}]},
        {"facts_agreed": ["欠一万二"]},
    ],
)
def test_what_one_side_says_alone_is_turned_away_from_the_common_record(
    room: Hall, pmc: str, mode: str, words: dict[str, Any]
) -> None:
    desk = applied(room, pmc).begin()

    assert code(desk.try_act("sessions", mode=mode, result="open", **words)) == "words_of_a_private_talk"
    logged = desk.act("sessions", mode=mode, result="open")["sessions"][-1]
    corrected = desk.try_act("sessions/corrections", session=logged["id"], record="他说最多八千")
    assert code(corrected) == "words_of_a_private_talk"
    assert [one["record"] for one in desk.reload()["sessions"]] == [""]
