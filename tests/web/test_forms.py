# SPDX-License-Identifier: Apache-2.0
"""Forms made from schemas: what they ask, how they read what was typed, and what they say when it is wrong."""

from enum import StrEnum
from typing import Any

import pytest
from flask import Flask
from marshmallow import Schema, ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from shared.money import PATTERN
from shared.web.inputs import Wording, compact, complaints, inputs_of, read, spread
from tests.hall import Hall


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Person(Schema):
    name = fields.String(required=True, validate=validate.Length(1, 20))
    ill = fields.Boolean(load_default=False)


class Everything(Schema):
    title = fields.String(required=True, validate=validate.Length(1, 20))
    story = fields.String(validate=validate.Length(2, 1000))
    sum = fields.String(validate=validate.Regexp(PATTERN))
    on = fields.Date(required=True)
    at = fields.AwareDateTime()
    count = fields.Integer(strict=True, validate=validate.Range(1, 9))
    colour = fields.Enum(Colour, by_value=True, required=True)
    colours = fields.List(fields.Enum(Colour, by_value=True))
    lines = fields.List(fields.String())
    sure = fields.Boolean(required=True)
    people = fields.List(fields.Nested(Person), validate=validate.Length(min=2))


LABELS = {name: name for name in (*Everything().fields, "name", "ill")}
WORDING = Wording(LABELS, {Colour: {"red": "红", "blue": "蓝"}}, hints={"title": "短"})
INPUTS = inputs_of(Everything, WORDING, "form")


def test_each_kind_of_field_gets_its_input() -> None:
    kinds = {one.name: one.kind for one in INPUTS}

    assert kinds == {
        "title": "text",
        "story": "textarea",
        "sum": "money",
        "on": "date",
        "at": "moment",
        "count": "number",
        "colour": "radios",
        "colours": "checkboxes",
        "lines": "lines",
        "sure": "boolean",
        "people": "group",
    }
    assert inputs_of(Everything, WORDING, "form", ("title",), {"title": []})[0].kind == "select"
    assert INPUTS[0].hint == "短"
    assert INPUTS[6].options == [("red", "红"), ("blue", "蓝")]


def test_a_field_or_option_without_a_text_is_told_at_start() -> None:
    with pytest.raises(KeyError, match="story"):
        inputs_of(Everything, Wording({"title": "title"}), "form")
    with pytest.raises(KeyError, match="Colour"):
        inputs_of(Everything, Wording(LABELS), "form")


def typed(**changed: str) -> MultiDict[str, str]:
    plain = {
        "title": " 欠款 ",
        "sum": "¥12,000",
        "on": "2026-11-23",
        "at": "2026-11-23T18:05",
        "count": "3",
        "colour": "red",
        "lines": "一\n\n 二 ",
        "sure": "false",
        "people-0-name": "甲",
        "people-3-name": "乙",
        "people-3-ill": "true",
        "people-5-name": " ",
    }
    return MultiDict({**plain, **changed})


def test_what_was_typed_is_read_as_the_schema_wants_it() -> None:
    values = read(INPUTS, typed())

    assert values["sum"] == "12000"
    assert values["people"] == [{"name": "甲", "ill": False}, {"name": "乙", "ill": True}]
    loaded: dict[str, Any] = Everything().load(values)
    assert (loaded["title"], loaded["count"], loaded["sure"]) == ("欠款", 3, False)
    assert loaded["lines"] == ["一", "二"]
    assert loaded["colours"] == []
    assert loaded["at"].isoformat() == "2026-11-23T18:05:00+08:00"


def test_values_fill_a_form_as_they_would_be_typed() -> None:
    values = read(INPUTS, typed())

    assert read(INPUTS, spread(values)) == values


def test_each_mistake_is_said_at_its_field_and_nothing_typed_is_lost(hall: Hall) -> None:
    form = typed(
        title="", story="短", sum="viel", on="morgen", count="99", colour="", **{"people-3-name": "很" * 30}
    )
    form.pop("sure")
    kept = compact(INPUTS, form)

    with pytest.raises(ValidationError) as error:
        Everything().load(read(INPUTS, kept))
    app: Flask = hall.apps["mediation"]
    with app.test_request_context():
        said = complaints(INPUTS, error.value.messages_dict, kept)

    assert said == {
        "title": "请填写“title”。",
        "story": "“story”至少写 2 个字。",
        "sum": "“sum”请填金额（元），例如 1200 或 1200.50。",
        "on": "“on”请填日期，例如 2026-11-23。",
        "count": "“count”请填 1 到 9 之间的整数。",
        "colour": "请选择“colour”。",
        "sure": "请选择“sure”。",
        "people-1-name": "people 2：“name”最多 20 个字。",
    }
    assert kept["people-1-name"] == "很" * 30
    assert kept["sum"] == "viel"


def test_what_a_group_lacks_is_said_at_the_field_of_the_row_that_is_missing(hall: Hall) -> None:
    kept = compact(INPUTS, typed(**{"people-3-name": "", "people-3-ill": ""}))

    with pytest.raises(ValidationError) as error:
        Everything().load(read(INPUTS, kept))
    with hall.apps["mediation"].test_request_context():
        said = complaints(INPUTS, error.value.messages_dict, kept)

    assert said == {"people-1-name": "请填写“people 2”的“name”。"}
