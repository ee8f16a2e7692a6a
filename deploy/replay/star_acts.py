# SPDX-License-Identifier: Apache-2.0
"""The way over the star board: failed in the village, graded by two, picked by one of several, called back."""

from deploy.replay.acts import Act, Await, BodySpec, Post, Race
from deploy.replay.case_acts import CaseActs
from deploy.replay.cast import Cast
from deploy.replay.form import PublishedCase
from deploy.replay.rounds import Course, is_failed
from deploy.replay.sessions import session_body


def failing_in_the_village(case: PublishedCase, work: CaseActs, course: Course) -> list[Act]:
    """The village tries, fails, tells the parties of their other routes, and ends it."""
    sessions = [work.act("sessions", **session_body(case, m)) for m in course.before if is_failed(m)]
    return [*work.apply(course, failed_before=0), *sessions, *work.terminate()]


def board_acts(case: PublishedCase, cast: Cast, village: BodySpec, body: BodySpec) -> list[Act]:
    """From the failed case to the township's case: two grade it, cadres race, the winner meets both sides."""
    task = "tasks/{task}"
    first = Await(cast.director, "scoring", "tasks/{village}", "task", "state", ("proposed",))
    acts: list[Act] = [
        first,
        Await(cast.director, "scoring", "tasks/{village}", "task", "id", gives="task"),
        Post(cast.director, "scoring", f"{task}/grading", {}, on="task"),
        Post(cast.supervisor, "scoring", f"{task}/grading/confirmation", {}, on="task"),
        Race(cast.cadres, cast.director),
    ]
    for party in case.parties[:2]:
        contact = {"party": party.ref, "channel": "visit", "on": None}
        acts.append(Post(cast.holder, "scoring", f"{task}/first-contacts", contact, on="task"))
    retaken = Await(village.mediator, "mediation", "cases/{village}", "village", "successor_id", gives="case")
    arrived = Await(body.mediator, "mediation", "cases/{case}", "case", "task_id")
    return [*acts, retaken, arrived]


def after_settlement(case: PublishedCase, cast: Cast, body: BodySpec) -> list[Act]:
    """The settlement makes the stars provisional; the county's centre calls every party, each apart (SB-14, SB-15)."""
    del body
    provisional = Await(cast.callers, "scoring", "tasks/{task}", "task", "state", ("provisional",))
    calls = [
        Post(
            cast.callers,
            "scoring",
            "tasks/{task}/callbacks",
            {"party": party.ref, "result": "basically", "recording_consent": True},
            on="task",
        )
        for party in case.parties
    ]
    return [provisional, *calls]
