# SPDX-License-Identifier: Apache-2.0
"""How complaints are called on the pages."""

from services.courtlink.complaints.rules import Blame, Consequence, State
from services.courtlink.rosters.rules import Ground
from services.courtlink.rosters.wording import GROUNDS
from shared.web.inputs import Wording
from shared.web.words import N_

KINDS = {str(each): GROUNDS[Ground(each)] for each in Blame}
STATES = {State.RECEIVED: N_("待处理"), State.UNFOUNDED: N_("不属实"), State.SUSTAINED: N_("属实")}
COLOURS = {State.RECEIVED: "yellow", State.UNFOUNDED: "grey", State.SUSTAINED: "red"}
CONSEQUENCES = {Consequence.WARNED: N_("告诫、责令改正"), Consequence.DISMISSED: N_("从名册除名")}
WORDING = Wording(
    labels={
        "answer": N_("给投诉人的答复"),
        "consequence": N_("怎样处理"),
        "kind": N_("投诉什么"),
        "mediator": N_("哪位调解员"),
        "sustained": N_("投诉属实"),
        "text": N_("投诉内容"),
    },
    options={
        Blame: KINDS,
        Consequence: {str(key): text for key, text in CONSEQUENCES.items()},
    },
    hints={
        "answer": N_("投诉人会看到。"),
        "consequence": N_("属实的要选；除名同时在名册上生效，并告知司法行政机关。"),
        "mediator": N_("不选就是投诉整个组织。"),
    },
)
