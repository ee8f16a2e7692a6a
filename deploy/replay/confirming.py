# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation of a published agreement: the parties apply together, the court takes it and decides."""

from deploy.replay.acts import Act, Await, BodySpec, Post
from deploy.replay.case_acts import paper
from deploy.replay.cast import Cast
from deploy.replay.form import PublishedCase


def confirmation_acts(case: PublishedCase, cast: Cast, body: BodySpec, name: str) -> list[Act]:
    """The application and, where the account tells it, the decision.

    With both days known it is an old paper that the court's clerk types in; else it is made now, online.
    """
    path, thing = f"confirmations/{{{name}}}", "confirmation"
    applied_on = case.confirmation.at or next(
        (m.at for m in case.timeline if m.event == "confirm_applied"), None
    )
    day = applied_on.day if applied_on and case.agreement.signed and case.agreement.signed.day else None
    refs = [party.ref for party in case.parties]
    application = {"applicants": refs, "channel": "counter", "received_on": paper(day)}
    if day is None:
        application = {"applicants": refs, "channel": "online"}
    acts: list[Act] = [
        Await(cast.clerk, "courtlink", path, thing, "state", ("offered",)),
        Post(
            cast.clerk if day else body.mediator, "courtlink", f"{path}/applications", application, on=thing
        ),
    ]
    result = case.confirmation.result
    if result is None:
        return acts
    if result == "not_taken":
        refused = {"taken": False, "on": paper(day), "ground": "outside_competence"}
        return [*acts, Post(cast.clerk, "courtlink", f"{path}/acceptance", refused, on=thing)]
    taken = {"taken": True, "on": paper(day)}
    decided = case.confirmation.decided_at.day if day and case.confirmation.decided_at else None
    decision = {"result": result, "on": paper(decided)}
    if result == "rejected":
        decision["ground"] = "other"
    seen = Await(body.mediator, "mediation", f"cases/{{{name}}}", name, "confirmation_result")
    return [
        *acts,
        Post(cast.clerk, "courtlink", f"{path}/acceptance", taken, on=thing),
        Post(cast.judge, "courtlink", f"{path}/decision", decision, on=thing),
        seen,
    ]
