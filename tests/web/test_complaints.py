# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a field is said in the reader's language."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import Schema, ValidationError, fields, validate

from deploy.topology import SERVICES
from shared.web.complaints import in_chinese
from tests.hall import Hall


def sentences(errors: Any) -> Iterator[str]:
    """Every sentence of errors by field."""
    if isinstance(errors, dict):
        errors = list(errors.values())
    if isinstance(errors, list):
        for inner in errors:
            yield from sentences(inner)
    else:
        yield errors


class Everything(Schema):
    """A field of each kind that the services ask for, as strict as they are."""

    text = fields.String(required=True, validate=validate.Length(2, 4))
    short = fields.String(validate=validate.Length(max=1))
    long = fields.List(fields.Integer(), validate=validate.Length(min=2))
    exact = fields.String(validate=validate.Length(equal=4))
    shape = fields.String(validate=validate.Regexp(r"\d+$"))
    choice = fields.String(validate=validate.OneOf(["a", "b"]))
    number = fields.Integer(validate=validate.Range(1, 5))
    least = fields.Decimal(validate=validate.Range(min=1))
    most = fields.Integer(validate=validate.Range(max=1))
    above = fields.Decimal(validate=validate.Range(min=0, min_inclusive=False))
    yes = fields.Boolean()
    rate = fields.Float()
    hour = fields.Time()
    day = fields.Date()
    moment = fields.AwareDateTime()
    id = fields.UUID()
    address = fields.URL()
    part = fields.Nested(Schema.from_dict({}))
    table = fields.Dict()


@pytest.mark.parametrize(
    "body",
    [
        {},
        dict.fromkeys(Everything().fields),
        {
            "text": 1,
            "number": "x",
            "least": "x",
            "yes": 7,
            "day": "x",
            "moment": "2026-01-01T00:00:00",
            "id": "x",
        },
        {
            "text": "长长长长长",
            "short": "ab",
            "long": [1],
            "exact": "abc",
            "shape": "x",
            "choice": "c",
            "number": 9,
        },
        {"rate": "x", "hour": "x"},
        {"least": 0, "most": 2, "above": 0, "address": "x", "part": 1, "table": 1, "long": 1, "unknown": 1},
    ],
)
def test_every_complaint_about_a_field_has_its_chinese(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Everything().load(body)

    for said in sentences(in_chinese(refused.value.normalized_messages())):
        assert re.search("[\u4e00-\u9fff]", said), said


def test_the_kinds_of_fields_are_those_that_the_services_ask_for() -> None:
    known = {type(one) for one in Everything().fields.values()} | {fields.Enum}
    asked = {
        type(one)
        for schema in _kinds_of(Schema)
        if schema.__module__.startswith("services.") and schema.__name__.endswith(("In", "Query"))
        for one in schema._declared_fields.values()
    }

    assert len(SERVICES) == 3
    assert asked <= known, asked - known


def _kinds_of(kind: type[Schema]) -> Iterator[type[Schema]]:
    for one in kind.__subclasses__():
        yield one
        yield from _kinds_of(one)


def test_the_api_answers_in_the_language_that_was_asked_for(hall: Hall) -> None:
    chinese = hall.post("mediation", "here", "/cases/", {"facts": 1})
    browser = hall.browser("mediation", "here")
    english = browser.post(
        "/api/mediation/v1/cases/",
        json={"facts": 1},
        headers={"Accept-Language": "en", "Idempotency-Key": "0123456789"},
    )

    assert (chinese.status_code, english.status_code) == (422, 422)
    assert chinese.json["errors"]["json"]["facts"] == ["应当是文字。"]
    assert english.json["errors"]["json"]["facts"] == ["Not a valid string."]
