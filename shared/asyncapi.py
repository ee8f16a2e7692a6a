# SPDX-License-Identifier: Apache-2.0
"""The events of all services as an AsyncAPI 3.1 document, made from the contracts.

    python -m shared.asyncapi > docs/events/asyncapi.json

Each event type has one message whose payload is the CloudEvent and whose data are described by JSON Schema 2020-12.
"""

import dataclasses
import inspect
import json
import types
import typing
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from shared import contracts
from shared.events import CONTRACTS, MONEY, Event
from shared.rabbit import Names

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT = "application/schema+json;version=2020-12"
Json = dict[str, Any]

_PLAIN: dict[type, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: {"type": "string", "pattern": MONEY, "description": "yuan"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _schema(hint: Any) -> Json:
    """The JSON Schema of one type hint of a contract."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = [argument for argument in arguments if argument is not type(None)]
        return {"anyOf": [_schema(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(arguments[0])}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _object(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [item.value for item in hint]}
    return dict(_PLAIN[hint])


def _object(cls: type) -> Json:
    hints = typing.get_type_hints(cls)
    parts = dataclasses.fields(cls)
    return {
        "type": "object",
        "description": inspect.getdoc(cls) or "",
        "required": [part.name for part in parts if part.default is dataclasses.MISSING],
        "properties": {part.name: _schema(hints[part.name]) for part in parts},
    }


def payload(contract: type[Event]) -> Json:
    """The JSON Schema (2020-12) of an event on the wire: the CloudEvent in structured mode, with its data."""
    text: Json = {"type": "string", "minLength": 1}
    properties: Json = {
        "specversion": {"const": "1.0"},
        "id": text,
        "source": {"const": f"/{_publisher(contract)}"},
        "type": {"const": contract.TYPE},
        "subject": text | {"description": "the id of the aggregate that the event tells of"},
        "time": {"type": "string", "format": "date-time"},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"const": f"/events/{contract.TYPE}.json"},
        "sequence": {"type": "integer", "minimum": 1, "description": "the version of the aggregate"},
        "data": _object(contract),
        "traceparent": text,
    }
    required = [name for name in properties if name != "traceparent"]
    return {"$schema": DIALECT, "type": "object", "required": required, "properties": properties}


def document() -> Json:
    """The whole AsyncAPI document as plain JSON values, in a stable order."""
    channels: Json = {}
    operations: Json = {}
    messages: Json = {}
    schemas: Json = {}
    exchange = {"name": Names().exchange, "type": "topic", "durable": True}
    for event_type, contract in sorted(CONTRACTS.items()):
        if not contract.__module__.startswith(contracts.__name__):
            continue
        said = (inspect.getdoc(contract) or "").split("\n\n")
        reference = {"$ref": f"#/components/messages/{event_type}"}
        channels[event_type] = {
            "address": event_type,
            "messages": {contract.__name__: reference},
            "bindings": {"amqp": {"is": "routingKey", "exchange": exchange}},
        }
        operations[f"publish_{contract.__name__}"] = {
            "action": "send",
            "summary": f"Published by {_publisher(contract)}.",
            "channel": {"$ref": f"#/channels/{event_type}"},
            "messages": [{"$ref": f"#/channels/{event_type}/messages/{contract.__name__}"}],
        }
        messages[event_type] = {
            "name": contract.__name__,
            "title": said[0].replace("\n", " "),
            "contentType": "application/cloudevents+json",
            "payload": {"$ref": f"#/components/schemas/{event_type}"},
        }
        schemas[event_type] = {"schemaFormat": FORMAT, "schema": payload(contract)}
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "Heshilao events",
            "version": "1",
            "description": "What the services tell each other over RabbitMQ, as CloudEvents 1.0 in structured mode.",
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages, "schemas": schemas},
    }


def _publisher(contract: type[Event]) -> str:
    """The service that publishes a contract: the module that declares it."""
    return contract.__module__.rpartition(".")[2]


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(text(), end="")
