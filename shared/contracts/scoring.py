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
