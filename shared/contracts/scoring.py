# SPDX-License-Identifier: Apache-2.0
"""What the star board tells the others (摘星榜)."""

from datetime import date

from shared.events import Event, contract


@contract("scoring.task.picked.v1")
class TaskPicked(Event):
    """A section-level cadre took charge of a hard dispute (摘星包保)."""

    task_id: str
    case_id: str
    cadre_id: str
    cadre_name: str
    cadre_post: str
    due_on: date


@contract("scoring.cadre.called.v1")
class CadreCalled(Event):
    """A party called a cadre for its dispute (群众点将), SB-22; the other side has to hear of it.

    `party` is the caller's letter. The other side may object until `object_by`, None for a matter of one side; the cadre
    answers until `answer_by`.
    """

    task_id: str
    case_id: str
    party: str
    cadre_name: str
    cadre_post: str
    object_by: date | None
    answer_by: date
