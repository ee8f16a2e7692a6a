# SPDX-License-Identifier: Apache-2.0
"""Answers that show fields of a document as they are stored. What is not named here never leaves the service."""

from collections.abc import Callable
from typing import Any

from marshmallow import Schema, fields
from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Document,
    EmbeddedDocument,
    IntField,
    ListField,
    StringField,
)
from mongoengine.base import BaseField

_KINDS: dict[type[BaseField], type[fields.Field[Any]]] = {
    StringField: fields.String,
    DecimalField: fields.String,
    IntField: fields.Integer,
    BooleanField: fields.Boolean,
    DateField: fields.Date,
    DateTimeField: fields.AwareDateTime,
}


def shows(
    document: type[Document] | type[EmbeddedDocument], names: str
) -> Callable[[type[Schema]], type[Schema]]:
    """A decorator: the schema also gives the document's fields of these names (split by spaces), as they are stored.

    Texts, numbers, days and moments, and lists of them; money as a string in yuan. Raises KeyError at import for a name
    that the document has no such field of: what is sealed, nested or computed the schema has to declare itself.
    """

    def add(schema: type[Schema]) -> type[Schema]:
        return schema.from_dict(
            {name: _shown(document._fields[name]) for name in names.split()}, name=schema.__name__
        )

    return add


def _shown(stored: BaseField) -> fields.Field[Any]:
    if isinstance(stored, ListField):
        return fields.List(_KINDS[type(stored.field)]())
    return _KINDS[type(stored)](allow_none=not stored.required and stored.default is None)
