# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of bodies."""

from marshmallow import Schema, fields, validate

from services.mediation.bodies.rules import BodyKind
from shared.web.paging import PageIn

_NAME = validate.Length(min=1, max=100)


class BodyIn(Schema):
    """A body to enter."""

    kind = fields.Enum(BodyKind, by_value=True, required=True)
    name = fields.String(required=True, validate=_NAME)
    place = fields.String(required=True, validate=validate.Length(min=2, max=12))


class MediatorIn(Schema):
    """An account to appoint."""

    account = fields.String(required=True, validate=_NAME)
    name = fields.String(required=True, validate=_NAME)


class BodyQuery(PageIn):
    """Which bodies to list."""

    place = fields.String(validate=validate.Length(min=2, max=12))


class BodyOut(Schema):
    """A body; mediators are duty data and public by name."""

    id = fields.String()
    version = fields.Integer()
    kind = fields.String()
    name = fields.String()
    place = fields.String()
    court_code = fields.String(allow_none=True)
    active = fields.Boolean()
    mediators = fields.List(fields.Nested(MediatorIn))


class BodyRow(Schema):
    """A body in a list."""

    id = fields.String(attribute="_id")
    kind = fields.String()
    name = fields.String()
    place = fields.String()
    court_code = fields.String()
