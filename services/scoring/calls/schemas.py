# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of calling."""

from marshmallow import Schema, fields, validate

from services.scoring.calls import rules
from services.scoring.tasks.rules import Tie

_ID = validate.Length(min=1, max=100)


class CallIn(Schema):
    """Whom the party calls."""

    cadre_id = fields.String(required=True, validate=_ID)


class ObjectionIn(Schema):
    """The other side objects; `cadre_id` names a cadre of the contest, without it the call that runs is meant."""

    cadre_id = fields.String(load_default="", validate=validate.Length(max=100))
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class TieIn(Schema):
    """A tie of the cadre to the dispute that the party knows of (SB-10)."""

    tie = fields.Enum(Tie, by_value=True, required=True)
    reason = fields.String(load_default="", validate=validate.Length(max=500))


class AcceptanceIn(Schema):
    """The called cadre accepts and declares ties; an empty list declares that there are none."""

    ties = fields.List(fields.Enum(Tie, by_value=True), required=True)


class RefusalIn(Schema):
    """The called cadre declines on a listed ground; a tie is named in `ties`."""

    ground = fields.Enum(rules.DeclineGround, by_value=True, required=True)
    ties = fields.List(fields.Enum(Tie, by_value=True), load_default=[])


class OfficeOut(Schema):
    """Public office data of a cadre."""

    id = fields.String()
    name = fields.String()
    post = fields.String()


class ChoosableOut(OfficeOut):
    """A cadre who can be called; `load_band` is free, some or full."""

    remit = fields.List(fields.String())
    load_band = fields.String()


class TurnOut(Schema):
    """One round of calling; `end` is null while it runs."""

    mine = fields.Boolean()
    cadre = fields.Nested(OfficeOut)
    object_by = fields.Date()
    answer_by = fields.Date()
    end = fields.String()


class CallOut(Schema):
    """Where the calling stands for the party that asks."""

    state = fields.String()
    open_until = fields.Date()
    holder = fields.Nested(OfficeOut)
    rounds = fields.List(fields.Nested(TurnOut))
    choose_by = fields.Date()
    panel_assigns = fields.Boolean()
    may_choose = fields.Boolean()
    plans = fields.List(fields.Nested(OfficeOut))
    cadres = fields.List(fields.Nested(ChoosableOut))
