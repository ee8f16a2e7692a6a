# SPDX-License-Identifier: Apache-2.0
"""What a party can say on its own pages: never which party it is, since the link tells that."""

from enum import StrEnum

from marshmallow import Schema, fields, validate


class Willing(StrEnum):
    """Whether a party wants mediation (调解意愿)."""

    YES = "consented"  # 愿意
    NO = "refused"  # 不愿意


class WillingIn(Schema):
    """Whether I want mediation."""

    answer = fields.Enum(Willing, by_value=True, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class AwayIn(Schema):
    """Days on which I can't come."""

    since = fields.Date(required=True)
    until = fields.Date(required=True)


class StopIn(Schema):
    """I do not want to go on."""

    reason = fields.String(load_default="", validate=validate.Length(max=500))


class MineIn(Schema):
    """The mediator whom I choose."""

    account = fields.String(required=True, validate=validate.Length(min=1, max=100))


class SolvedIn(Schema):
    """Whether it was really solved."""

    satisfied = fields.Boolean(required=True)
    words = fields.String(load_default="", validate=validate.Length(max=1000))


class AgainIn(Schema):
    """It came back: is it the same matter, and was a promise broken?"""

    same_facts = fields.Boolean(required=True)
    breach_by_party = fields.Boolean(required=True)
