# SPDX-License-Identifier: Apache-2.0
"""Every event that was ever published still loads, is a CloudEvent, and carries only fields that were allowed."""

import dataclasses
import json
import re
import tomllib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_rabbitmq_event

from shared import contracts
from shared.contracts.courtlink import ConfirmationDecided
from shared.errors import BadEvent
from shared.events import CONTENT_TYPE, CONTRACTS, encode, schema_of, unwrap

HERE = Path(__file__).parent
EXAMPLES = sorted((HERE / "examples").glob("*.json"))
ALLOWED: dict[str, Any] = tomllib.loads((HERE / "allowed_fields.toml").read_text())
PUBLISHED = {
    event_type: contract
    for event_type, contract in CONTRACTS.items()
    if contract.__module__.startswith(contracts.__name__)
}
TELLING = re.compile(
    r"name|phone|note|text|address|remark|comment|opinion|offer|what|claims|undisputed|reason|id_number"
)


def fields_of(cls: type, before: str = "") -> Iterator[str]:
    """The fields of a contract and of its parts, as paths such as `terms[].what`."""
    hints = typing.get_type_hints(cls)
    for part in dataclasses.fields(cls):
        inner = [hint for hint in typing.get_args(hints[part.name]) if dataclasses.is_dataclass(hint)]
        if inner:
            yield from fields_of(typing.cast(type, inner[0]), f"{before}{part.name}[].")
        else:
            yield f"{before}{part.name}"


def holds(loaded: Any, sent: Any) -> bool:
    """Whether all that was sent was understood; what a later release added may stand beside it."""
    if isinstance(sent, dict):
        return all(name in loaded and holds(loaded[name], value) for name, value in sent.items())
    if isinstance(sent, list):
        return len(loaded) == len(sent) and all(map(holds, loaded, sent))
    return bool(loaded == sent)


def body_of(example: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(example.read_text())
    return body


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_an_event_that_was_once_published_still_loads(example: Path) -> None:
    body = body_of(example)

    envelope = unwrap(encode(body))

    assert example.name.startswith(body["type"])
    loaded = schema_of(type(envelope.data)).dump(envelope.data)
    assert holds(loaded, body["data"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_the_official_library_reads_it_as_a_cloudevent(example: Path) -> None:
    body = body_of(example)

    message = RabbitMQMessage(headers={}, content_type=CONTENT_TYPE, body=encode(body))
    event = from_rabbitmq_event(message)

    assert (event.get_id(), event.get_type(), event.get_source()) == (
        body["id"],
        body["type"],
        body["source"],
    )
    assert event.get_subject() == body["subject"]
    assert event.get_data() == body["data"]


def test_every_contract_has_an_example() -> None:
    assert {body_of(example)["type"] for example in EXAMPLES} == set(PUBLISHED)


@pytest.mark.parametrize("event_type", sorted(PUBLISHED))
def test_a_contract_has_the_allowed_fields_and_no_other(event_type: str) -> None:
    assert sorted(fields_of(PUBLISHED[event_type])) == sorted(ALLOWED[event_type]["fields"])


@pytest.mark.parametrize("event_type", sorted(PUBLISHED))
def test_words_and_names_leave_only_where_a_reason_is_given(event_type: str) -> None:
    telling = {path for path in fields_of(PUBLISHED[event_type]) if TELLING.search(path)}

    assert telling <= set(ALLOWED["words"])


def test_the_sender_refuses_a_field_that_no_contract_names() -> None:
    with pytest.raises(TypeError, match="note"):
        ConfirmationDecided(case_id="a", result="confirmed", decided_on=None, note="30 000")  # type: ignore


@pytest.mark.parametrize(
    "spoil",
    [
        {"result": None},
        {"decided_on": "2026-02-30"},
        {"case_id": {"$ne": None}},
        {"case_id": 7},
    ],
)
def test_data_that_break_the_contract_are_refused(spoil: dict[str, Any]) -> None:
    body = body_of(HERE / "examples" / "courtlink.confirmation.decided.v1.json")
    body["data"] |= spoil

    with pytest.raises(BadEvent):
        unwrap(encode(body))


def test_a_reader_passes_over_a_field_that_a_later_release_added() -> None:
    body = body_of(HERE / "examples" / "courtlink.confirmation.decided.v1.json")
    body["data"]["added_later"] = True

    assert (
        unwrap(encode(body)).data == unwrap(encode(body_of(HERE / "examples" / f"{body['type']}.json"))).data
    )
