# SPDX-License-Identifier: Apache-2.0
"""What a party can say to a court on its own pages; the link tells which party it is."""

from marshmallow import Schema, fields, validate

from services.mediation.handovers.rules import Item, Wish


class AddressIn(Schema):
    """Where a court's papers reach me."""

    address = fields.String(required=True, validate=validate.Length(min=5, max=299))
    phone = fields.String(required=True, validate=validate.Regexp(r"^\+?[\d -]{5,20}$"))
    electronic = fields.Boolean(load_default=False)


class ConfirmIn(Schema):
    """Which court shall confirm our agreement."""

    court_code = fields.String(required=True, validate=validate.Length(min=1, max=100))


class WordIn(Schema):
    """Whether I wish to sue, and what may be handed over."""

    wish = fields.Enum(Wish, by_value=True, required=True)
    items = fields.List(
        fields.Enum(Item, by_value=True), required=True, validate=validate.Length(max=len(Item))
    )
