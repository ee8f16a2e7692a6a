# SPDX-License-Identifier: Apache-2.0
"""What a party may see when it calls a cadre: public office data, how busy each is, and where its call stands (SB-22)."""

from typing import Any

from services.scoring.cadres import rules as roster
from services.scoring.cadres.documents import Cadre
from services.scoring.calls.rules import band
from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.record import record_of
from services.scoring.tasks.rules import LIVE, OPEN
from shared.calendar import local_date
from shared.call import Call


def cadres_for(task: StarTask, call: Call) -> list[dict[str, Any]]:
    """The cadres who serve in the task's township today and are neither away nor paused, by name; never a number of stars."""
    today = local_date(call.at)
    serving = Cadre.objects(postings__township__in=task.within, active=True).exclude("outbox", "history")
    return [
        {
            "id": cadre.id,
            "name": cadre.name,
            "post": cadre.post,
            "remit": list(cadre.remit),
            "load_band": band(len(record.live), task.figures),
        }
        for cadre in serving.order_by("name", "id")
        if any(posting.township in task.within and posting.covers(today) for posting in cadre.served)
        and not roster.is_away(cadre.absence, today, task.figures)
        and not roster.cooling_until(record := record_of(cadre.id), today, task.figures)
    ]


def as_party_sees(task: StarTask, party: str, call: Call) -> dict[str, Any]:
    """The state of the calling for one party; of the dispute itself nothing but whether somebody holds it."""
    holder = task.current
    return {
        "state": task.state,
        "open_until": task.open_until,
        "holder": {"id": holder.cadre_id, "name": holder.name, "post": holder.post} if holder else None,
        "rounds": [
            {
                "mine": each.party == party,
                "cadre": {"id": each.cadre_id, "name": each.name, "post": each.post},
                "object_by": each.object_by,
                "answer_by": each.answer_by,
                "end": each.end,
            }
            for each in task.rounds
        ],
        "choose_by": task.choose_by,
        "panel_assigns": task.panel_assigns,
        "may_choose": task.state in OPEN and task.calling is None and not task.panel_assigns,
        "plans": [
            {"id": plan.cadre_id, "name": plan.name, "post": plan.post} for plan in task.offers.values()
        ]
        if task.open_from and task.state not in LIVE
        else [],
        "cadres": cadres_for(task, call),
    }
