# SPDX-License-Identifier: Apache-2.0
"""One document, one conditional write."""

import threading

import pytest

from shared import audit
from shared.access import Scope
from shared.aggregate import CLOCK
from shared.errors import NotFound, StaleWrite, VersionMismatch
from shared.mongo import collection
from tests.shared.sample import Giver, a_call, make, rename

pytestmark = pytest.mark.usefixtures("databases")


def raw(giver: Giver) -> dict:
    return collection(Giver).find_one({"_id": giver.id})


def test_state_event_and_audit_entry_are_written_together() -> None:
    giver = make(a_call(), "eins", events=1)

    rename(a_call(), giver.id, "zwei", events=2)

    stored = raw(giver)
    assert (stored["name"], stored["version"]) == ("zwei", 2)
    assert [event["id"] for event in stored["outbox"]] == [f"{giver.id}.{n}" for n in ("1.0", "2.0", "2.1")]
    assert [entry["act"] for entry in stored["history"]] == ["make", "rename"]
    assert stored["history"][1]["changed"] == ["name", "parts.0.count"]


def test_a_write_in_between_is_never_overwritten() -> None:
    giver = make(a_call(), "eins")
    mine, theirs = Giver.load(giver.id, a_call()), Giver.load(giver.id, a_call())
    theirs.name = "theirs"
    theirs.store()

    mine.name = "mine"
    with pytest.raises(StaleWrite):
        mine.store()

    assert raw(giver)["name"] == "theirs"


def test_commands_that_race_are_all_done_one_after_the_other() -> None:
    giver = make(a_call(), "eins")

    racers = [threading.Thread(target=rename, args=(a_call(), giver.id, f"n{n}")) for n in range(5)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert raw(giver)["parts"][0]["count"] == 5
    assert list(audit.faults(raw(giver))) == []


def test_a_message_is_absorbed_once_and_its_repeat_shows_the_document_as_it_stands() -> None:
    giver = make(a_call(), "eins")
    rename(a_call("m1"), giver.id, "zwei", events=1)
    rename(a_call("m2"), giver.id, "drei")

    again = rename(a_call("m1"), giver.id, "zwei", events=1)

    assert (again.name, again.version) == ("drei", 3)
    assert len(raw(giver)["outbox"]) == 1


def test_many_are_inserted_at_once_each_with_its_audit_entry_and_a_repeat_changes_nothing() -> None:
    rows = [(f"many-{number}", {"name": "eins", "within": ["37", "3713"]}) for number in range(3)]

    Giver.create_many(a_call(), "import", rows[:2])
    Giver.create_many(a_call(), "import", [(key, {**fields, "name": "zwei"}) for key, fields in rows])

    stored = list(collection(Giver).find({"_id": {"$in": [key for key, _ in rows]}}).sort("_id", 1))
    assert [one["name"] for one in stored] == ["eins", "eins", "zwei"]
    assert [list(audit.faults(one)) for one in stored] == [[], [], []]
    assert Giver.load("many-0", a_call()).store().version == 2


def test_none_of_many_is_inserted_when_one_is_out_of_reach() -> None:
    rows = [("near", {"name": "a", "within": ["37"]}), ("far", {"name": "b", "within": ["38"]})]

    with pytest.raises(NotFound):
        Giver.create_many(a_call(scope=Scope(frozenset({"37"}))), "import", rows)

    assert collection(Giver).count_documents({"_id": {"$in": ["near", "far"]}}) == 0


def test_a_creation_that_is_repeated_makes_one_document() -> None:
    first = make(a_call("m1"), "eins")

    second = make(a_call("m1"), "zwei")

    assert (second.id, second.name) == (first.id, "eins")
    assert collection(Giver).count_documents({}) == 1


def test_a_caller_who_saw_another_version_is_told_so() -> None:
    giver = make(a_call(), "eins")
    rename(a_call(), giver.id, "zwei")

    with pytest.raises(VersionMismatch) as told:
        rename(a_call(expected=1), giver.id, "drei")

    assert told.value.current == 2
    assert raw(giver)["name"] == "zwei"


def test_what_time_alone_did_does_not_make_a_caller_stale() -> None:
    giver = make(a_call(), "eins")
    rename(a_call(origin=CLOCK), giver.id, "zwei")

    rename(a_call(expected=1), giver.id, "drei")

    assert (raw(giver)["name"], raw(giver)["version"]) == ("drei", 3)
    with pytest.raises(VersionMismatch):
        rename(a_call(expected=2), giver.id, "vier")
    with pytest.raises(VersionMismatch):
        rename(a_call(expected=4), giver.id, "vier")


@pytest.mark.parametrize("scope", [Scope(frozenset({"371302"})), Scope(person="somebody")])
def test_a_thing_out_of_scope_is_not_there(scope: Scope) -> None:
    giver = make(a_call(), "eins")

    with pytest.raises(NotFound):
        rename(a_call(scope=scope), giver.id, "zwei")
    with pytest.raises(NotFound):
        make(a_call(scope=scope), "drei")

    assert collection(Giver).count_documents({}) == 1


def test_an_operator_in_place_of_an_id_finds_nothing() -> None:
    make(a_call(), "eins")

    with pytest.raises(NotFound):
        Giver.load({"$ne": None}, a_call())  # type: ignore[arg-type]


def test_what_the_relay_takes_away_meanwhile_does_not_come_back() -> None:
    giver = make(a_call(), "eins", events=1)
    loaded = Giver.load(giver.id, a_call())
    collection(Giver).update_one({"_id": giver.id}, {"$set": {"outbox": []}})

    loaded.name = "zwei"
    loaded.store()

    assert raw(giver)["outbox"] == []


def test_a_deleted_document_is_not_resurrected() -> None:
    giver = make(a_call(), "eins")
    loaded = Giver.load(giver.id, a_call())
    collection(Giver).delete_one({"_id": giver.id})

    loaded.name = "ghost"
    with pytest.raises(StaleWrite):
        loaded.store()

    assert collection(Giver).count_documents({}) == 0


def test_a_document_of_a_newer_release_still_loads_and_keeps_its_new_field() -> None:
    giver = make(a_call(), "eins")
    collection(Giver).update_one({"_id": giver.id}, {"$set": {"colour": "red"}})

    rename(a_call(), giver.id, "zwei")

    assert raw(giver)["colour"] == "red"


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        ({"$set": {"history.1.actor": "nobody"}}, "was changed"),
        ({"$pop": {"history": -1}}, "carries version"),
        ({"$pop": {"history": 1}}, "is not the one that the document names"),
        ({"$set": {"version": 9}}, "has 3 entries"),
    ],
)
def test_a_spoiled_audit_chain_is_found(spoil: dict, found: str) -> None:
    giver = make(a_call(), "eins")
    rename(a_call(), giver.id, "zwei")
    rename(a_call(), giver.id, "drei")

    collection(Giver).update_one({"_id": giver.id}, spoil)

    assert any(found in fault for fault in audit.faults(raw(giver)))
