# SPDX-License-Identifier: Apache-2.0
"""What goes into and out of the endpoints of the mediators' board."""

from marshmallow import fields, validate

from services.scoring.board.schemas import PeriodIn, RankingOut, RankItem


class MediatorBoardIn(PeriodIn):
    """Which board; `body` narrows it to one committee."""

    body = fields.String(load_default="", validate=validate.Length(max=100))


class MediatorItem(RankItem):
    """A mediator's standing. No success rate: it never ranks anybody (SB-28, ST-07).

    `satisfaction` in thousandths is null below three counted cases; its two sides stand beside it.
    """

    mediator_id = fields.String(attribute="member")
    finals = fields.Integer()
    satisfied = fields.Integer()
    asked = fields.Integer()
    satisfaction = fields.Integer(allow_none=True)


class MediatorBoardOut(RankingOut):
    """The first hundred mediators of a committee or a place."""

    items = fields.List(fields.Nested(MediatorItem), attribute="rows")
