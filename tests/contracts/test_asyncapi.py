# SPDX-License-Identifier: Apache-2.0
"""The committed AsyncAPI document is fresh, valid, and describes the events that are really sent.

The schema beside this file is `schemas/3.1.0-without-$id.json` of npm `@asyncapi/specs` 6.11.1, unchanged;
copyright AsyncAPI Initiative, Apache-2.0.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

from shared import asyncapi

HERE = Path(__file__).parent
COMMITTED = HERE.parents[1] / "docs" / "events" / "asyncapi.json"
EXAMPLES = sorted((HERE / "examples").glob("*.json"))


def schema_for(event_type: str) -> dict[str, Any]:
    schema: dict[str, Any] = asyncapi.document()["components"]["schemas"][event_type]["schema"]
    return schema


def test_the_committed_document_is_fresh() -> None:
    assert COMMITTED.read_text() == asyncapi.text(), (
        "run: python -m shared.asyncapi > docs/events/asyncapi.json"
    )


def test_the_document_is_valid_asyncapi() -> None:
    schema = json.loads((HERE / "asyncapi-3.1.0.schema.json").read_text())

    faults = [
        fault.message for fault in Draft7Validator(schema).iter_errors(json.loads(COMMITTED.read_text()))
    ]

    assert faults == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.stem)
def test_the_described_event_is_the_one_that_is_sent(example: Path) -> None:
    body = json.loads(example.read_text())
    schema = schema_for(body["type"])

    Draft202012Validator.check_schema(schema)
    faults = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(body)

    assert [fault.message for fault in faults] == []
    assert set(body["data"]) <= set(schema["properties"]["data"]["properties"])


def test_money_is_text_with_at_most_two_decimals() -> None:
    body = json.loads((HERE / "examples" / "mediation.case.failed.v1.json").read_text())
    validator = Draft202012Validator(schema_for(body["type"]))

    for amount in (12000.5, "12,000", "1e3", "1.005"):
        body["data"]["amount"] = amount
        assert not validator.is_valid(body)
