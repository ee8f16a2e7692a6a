# SPDX-License-Identifier: Apache-2.0
"""Keeping what a visitor typed so far, and handing it in: once, with the visitor's own consent and link."""

import dataclasses
from datetime import timedelta
from typing import Any

from services.mediation.applying.rules import Step, may_hand_in, next_step
from services.mediation.cases.consents import answer_consent
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Consent
from services.mediation.cases.schemas import CaseIn
from services.mediation.drafts import commands as drafts
from services.mediation.limits import limits
from services.mediation.links.commands import give_link
from shared.access import EVERYTHING, Actor
from shared.calendar import local_date, midnight_after
from shared.call import Call
from shared.mongo import collection
from shared.personal import normal_phone
from shared.settings import vault


def keep(call: Call, draft_id: str, step: Step, **typed: Any) -> Step:
    """Keep one page; returns the page that comes next. Raises RuleBroken `draft_done`."""
    form = drafts.form_to_hand_in(call, draft_id) | {str(step): typed}
    if step is Step.WHERE:
        form.pop(str(Step.ROOM), None)
    drafts.continue_draft(call, draft_id, form=form)
    return next_step(form, room_known=bool(form.get("room_known")))


def hand_in(call: Call, draft_id: str) -> str:
    """Hand the application in; returns the token of the applicant's own link.

    Who applies has consented (PML art 17, PM-08). Each step can be repeated when it was cut off. Raises RuleBroken:
    draft_done, too_many_applications, and what `intake.apply` raises; ValidationError for what is not right yet.
    """
    form = drafts.form_to_hand_in(call, draft_id)
    me, other = form[Step.ME], form[Step.OTHER]
    may_hand_in(_handed_in_today(call, me["phone"]), limits().online_per_phone_day)
    facts = CaseIn().load(
        {
            "body_id": form[Step.ROOM]["body_id"],
            "category": form[Step.KIND]["category"],
            "channel": "applied",
            "way": "qr" if form.get("room_known") else "online",
            "facts": form[Step.FACTS]["facts"],
            "applied_on": local_date(call.at).isoformat(),
            "parties": [{"ref": "A", "kind": "person", **me}, {"ref": "B", "kind": "person", **other}],
        }
    )
    case = drafts.apply(call, draft_id, **facts)
    onward = dataclasses.replace(call, scope=EVERYTHING, message=f"{draft_id}/consent", expected=None)
    herself = dataclasses.replace(onward, actor=Actor("party:A"))
    answer_consent(
        herself, case.id, ref="A", answer=Consent.CONSENTED, channel="online", on=local_date(call.at)
    )
    return give_link(onward, case.id, ref="A")


def _handed_in_today(call: Call, phone: str) -> int:
    index = vault().blind(normal_phone(phone), "cases.phone")
    midnight = midnight_after(local_date(call.at) - timedelta(days=1))
    return collection(Case).count_documents({"parties.phone_index": index, "applied_at": {"$gte": midnight}})
