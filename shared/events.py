# SPDX-License-Identifier: Apache-2.0
"""Events as CloudEvents 1.0: contracts are frozen dataclasses, and only their named fields can leave a service."""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar, TypeVar, dataclass_transform

import orjson
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from shared.errors import BadEvent, UnknownEvent

CONTENT_TYPE = "application/cloudevents+json; charset=utf-8"
MONEY = r"^-?\d{1,13}(\.\d{1,2})?$"


class Event:
    """Base of every contract; `TYPE` is the CloudEvents type and the routing key."""

    TYPE: ClassVar[str]


E = TypeVar("E", bound=type[Event])
CONTRACTS: dict[str, type[Event]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def contract(event_type: str) -> Callable[[E], E]:
    """Declare a contract: `@contract("mediation.case.settled.v1")` makes a frozen, keyword-only dataclass of it."""

    def declare(cls: E) -> E:
        cls.TYPE = event_type
        made = dataclass(frozen=True, kw_only=True)(cls)
        CONTRACTS[event_type] = made
        return made  # type: ignore[return-value]

    return declare


class _Money(fields.String):
    """A Decimal that travels as a string of yuan with at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Regexp(MONEY), **kwargs)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        for check in self.validators:
            check(text)
        return Decimal(text)

    def _validate(self, value: Any) -> None:
        """The text was checked before it became a number."""


class _Moment(fields.AwareDateTime):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", default_timezone=UTC, **kwargs)


_PLAIN: Mapping[type, type[fields.Field[Any]]] = {
    str: fields.String,
    int: fields.Integer,
    bool: fields.Boolean,
    Decimal: _Money,
    date: fields.Date,
    datetime: _Moment,
}


def _field(hint: Any, **kwargs: Any) -> fields.Field[Any]:
    """The marshmallow field for one type hint of a contract."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return _field(inner, allow_none=True, **kwargs)
    if origin is tuple:
        return fields.List(_field(arguments[0]), **kwargs)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return fields.Enum(hint, by_value=True, **kwargs)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return fields.Nested(schema_of(hint), **kwargs)
    if hint is int:
        kwargs["strict"] = True
    return _PLAIN[hint](**kwargs)


@functools.cache
def schema_of(cls: Any) -> Schema:
    """The schema of a contract or of a part of one. Unknown fields are ignored on reading (tolerant reader)."""
    hints = typing.get_type_hints(cls)
    parts: dict[str, fields.Field[Any]] = {}
    for item in dataclasses.fields(cls):
        if item.default is not dataclasses.MISSING:
            parts[item.name] = _field(hints[item.name], load_default=item.default)
        else:
            parts[item.name] = _field(hints[item.name], required=True)
    made = type(f"{cls.__name__}Schema", (Schema,), {**parts, "Meta": type("Meta", (), {"unknown": EXCLUDE})})
    return typing.cast(Schema, made())


def _build(cls: type, data: Mapping[str, Any]) -> Any:
    """Make the dataclass, and the dataclasses within it, from loaded data."""
    hints = typing.get_type_hints(cls)
    return cls(**{name: _value(hints[name], value) for name, value in data.items()})


def _value(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(next(argument for argument in arguments if argument is not type(None)), value)
    if origin is tuple:
        return tuple(_value(arguments[0], item) for item in value)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value)
    return value


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event as received, with the CloudEvents attributes that a reaction may need."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime
    sequence: int
    data: Event
    trace: str = ""


def wrap(
    event: Event, *, event_id: str, source: str, subject: str, time: datetime, sequence: int, trace: str = ""
) -> dict[str, Any]:
    """The CloudEvent of `event` in structured mode, as a dict of plain JSON values."""
    envelope = {
        "specversion": "1.0",
        "id": event_id,
        "source": source,
        "type": event.TYPE,
        "subject": subject,
        "time": time.isoformat(),
        "datacontenttype": "application/json",
        "dataschema": f"/events/{event.TYPE}.json",
        "sequence": sequence,
        "data": schema_of(type(event)).dump(event),  # type: ignore[arg-type]
    }
    if trace:
        envelope["traceparent"] = trace
    return envelope


def unwrap(body: bytes) -> Envelope:
    """Read a CloudEvent. Raises UnknownEvent for a type we have no contract for, BadEvent for what breaks it."""
    try:
        raw = orjson.loads(body)
        if raw["specversion"] != "1.0":
            raise BadEvent("not a CloudEvent 1.0")
        event_type, event_id, source = str(raw["type"]), str(raw["id"]), str(raw["source"])
        subject, time = str(raw.get("subject", "")), datetime.fromisoformat(raw["time"])
        sequence, trace = int(raw.get("sequence", 0)), str(raw.get("traceparent", ""))
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadEvent(f"not a CloudEvent: {type(error).__name__}") from error
    known = CONTRACTS.get(event_type)
    if known is None:
        raise UnknownEvent(event_type)
    try:
        data = _build(known, schema_of(known).load(raw.get("data")))  # type: ignore[arg-type]
    except ValidationError as error:
        raise BadEvent(f"{event_type} breaks its contract at {sorted(error.messages_dict)}") from error
    return Envelope(event_id, source, event_type, subject, time, sequence, data, trace)


def encode(envelope: Mapping[str, Any]) -> bytes:
    """The bytes that travel: one JSON text, the same in the outbox, a dead letter, and a test example."""
    return orjson.dumps(envelope)
