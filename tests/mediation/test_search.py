# SPDX-License-Identifier: Apache-2.0
"""Finding cases by a name, a place, a number: within one's reach, on indexes, with no readable index of names (scale)."""

from typing import Any

import pytest

from services.mediation.cases.documents import Case
from services.mediation.cases.names import pairs_of
from services.mediation.cases.reading import named
from shared.mongo import collection
from tests.hall import Hall
from tests.mediation.room import LI, SUN, applied


def found(room: Hall, login: str, q: str) -> set[str]:
    answer = room.get("mediation", login, "/cases/", query_string={"q": q, "limit": 100})
    assert answer.status_code == 200, answer.json
    return {row["id"] for row in answer.json}


def test_a_case_is_found_by_part_of_a_partys_name(room: Hall, pmc: str) -> None:
    case = applied(room, pmc, parties=[LI | {"name": "欧阳建国"}, SUN]).case["id"]
    other = applied(room, pmc).case["id"]

    for words in ("欧阳", "阳建国", "欧阳 建国", "欧阳建国"):
        assert case in found(room, "mediator", words), words
        assert other not in found(room, "mediator", words)
    for words in ("建军", "国建", "欧阳建军"):
        assert case not in found(room, "mediator", words), words


def test_two_halves_of_two_names_find_nothing(room: Hall, pmc: str) -> None:
    case = applied(room, pmc, parties=[LI | {"name": "上官云"}, SUN | {"name": "云中鹤"}]).case["id"]

    assert case in found(room, "mediator", "云中鹤")
    assert case not in found(room, "mediator", "上官云中")


def test_a_case_is_found_by_its_place_and_its_number(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    desk.act("accept")

    assert desk.case["id"] in found(room, "county", "兰陵县")
    assert desk.case["id"] not in found(room, "county", "沂水县")
    assert found(room, "mediator", desk.case["file_number"]) == {desk.case["id"]}


def test_nobody_finds_what_is_out_of_reach_and_the_index_tells_no_name(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc, parties=[LI | {"name": "独孤求败"}, SUN])
    desk.act("mediators", account=room.ids["mediator"])

    assert found(room, "second", "独孤") == set()
    assert found(room, "party", "独孤") == set()
    raw = collection(Case).find_one({"_id": desk.case["id"]})
    assert raw is not None
    assert raw["parties"][0]["name_pairs"] == pairs_of("独孤求败")
    assert not [pair for pair in raw["parties"][0]["name_pairs"] if "独" in pair]


@pytest.mark.parametrize("q", ["独", "", "名" * 51])
def test_one_character_is_too_little_to_search_for(room: Hall, q: str) -> None:
    assert room.get("mediation", "mediator", "/cases/", query_string={"q": q}).status_code == 422


@pytest.mark.parametrize(
    "query",
    [
        named("欧阳建国"),
        named("兰陵县"),
        {"subject": "东坡三号地", "within": "371324"},
        {"people": {"$in": ["m"]}, "state": {"$in": ["applied"]}},
    ],
)
def test_searches_stay_on_indexes(room: Hall, pmc: str, query: dict[str, Any]) -> None:
    applied(room, pmc)

    plan = str(collection(Case).find(query).explain()["queryPlanner"]["winningPlan"])

    assert "COLLSCAN" not in plan
    assert "IXSCAN" in plan
