# SPDX-License-Identifier: Apache-2.0
"""What the star board may know of the people of a dispute: that they are the same, and not who they are (SB-12)."""

from typing import Any

from services.mediation.cases import telling
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import make_parties

CHEN = {"ref": "A", "name": "陈大娘", "kind": "person", "phone": "13812345678"}
LIU = {"ref": "B", "name": "刘二", "kind": "person", "identity": "11010519491231002X"}


def case(*parties: dict[str, Any], place: str = "371324109260", **more: Any) -> Case:
    return Case(place=place, parties=make_parties(parties), **more)


def test_the_same_people_have_the_same_keys_in_whatever_order_and_writing() -> None:
    again = (LIU | {"ref": "A"}, CHEN | {"ref": "B", "name": "陈氏", "phone": "+86 138-1234-5678"})

    assert telling.party_keys(case(CHEN, LIU)) == telling.party_keys(case(*again))


def test_who_has_no_number_is_known_by_name_and_place_and_a_company_by_name() -> None:
    wang: dict[str, Any] = {"ref": "A", "name": "王五", "kind": "person"}
    firm: dict[str, Any] = {"ref": "A", "name": "长新石材厂", "kind": "company"}

    assert telling.party_keys(case(wang)) == telling.party_keys(case(wang))
    assert telling.party_keys(case(wang)) != telling.party_keys(case(wang, place="371324109261"))
    assert telling.party_keys(case(firm)) == telling.party_keys(case(firm, place="371324109261"))


def test_the_keys_are_neither_the_blind_indexes_nor_anything_that_can_be_read() -> None:
    told = case(CHEN, LIU)

    keys = telling.party_keys(told)

    assert len(keys) == 2
    assert not {index for party in told.parties for index in party.indexes} & set(keys)
    assert all(len(bytes.fromhex(key)) == 32 for key in keys)


def test_the_same_thing_in_the_same_place_has_one_key_and_no_subject_has_none() -> None:
    assert telling.dispute_key(case(CHEN, subject="东坡3号地")) == telling.dispute_key(
        case(LIU, subject=" 东坡 3 号地")
    )
    assert telling.dispute_key(case(CHEN, subject="东坡3号地")) != telling.dispute_key(
        case(CHEN, subject="东坡4号地")
    )
    assert telling.dispute_key(case(CHEN)) == ""
