# SPDX-License-Identifier: Apache-2.0
"""Mediation bodies for people with a browser: who sits in the committee, until when, who mediates and how well trained."""

from typing import Any

from flask import Blueprint, render_template, request, url_for

from services.mediation.bodies import wording
from services.mediation.bodies.acts import ACTS, FOUND
from services.mediation.bodies.documents import Body, Mediator
from services.mediation.bodies.rules import Standing
from services.mediation.bodies.views import EVERYBODY, SUPERVISORS
from shared.access import EVERYTHING
from shared.calendar import local_date
from shared.mongo import collection
from shared.regions import regions
from shared.web.calls import current_call, requires
from shared.web.forms import forms_new, forms_on
from shared.web.furniture import day, mark
from shared.web.paging import page
from shared.web.words import _

pages = Blueprint("body_pages", __name__, url_prefix="/mediation/bodies", template_folder="templates")
NEW = forms_new(pages, "", [FOUND], "list_page", "body_page", "body_id")
FORMS = forms_on(pages, "/<body_id>", ACTS, Body.find, "body_page", lambda _call, body: body.name)


@pages.get("/")
@requires(EVERYBODY)
def list_page() -> str:
    """The bodies of the reader's places; of all places for who has none. Bodies are public."""
    call = current_call()
    places = [grant.place for grant in call.actor.grants if grant.place.isdecimal()]
    found = page(
        collection(Body),
        {"within": {"$in": places}} if places else {},
        limit=50,
        cursor=request.args.get("cursor", ""),
        projection=dict.fromkeys(("kind", "name", "place", "term_ends_on"), 1),
    )
    rows = [
        {
            "link": url_for(".body_page", body_id=row["_id"]),
            "cells": [
                row["name"],
                _(wording.KINDS[row["kind"]]),
                regions().full_name(row["place"]),
                day(row.get("term_ends_on")),
            ],
        }
        for row in found
    ]
    return render_template(
        "mediation/bodies.html",
        columns=[_("调解组织"), _("类别"), _("地方"), _("任期到")],
        rows=rows,
        may_found=call.actor.has(*SUPERVISORS),
    )


@pages.get("/<body_id>")
@requires(EVERYBODY)
def body_page(body_id: str) -> str:
    """One body: its committee and term, its mediators, and what the reader may do."""
    call = current_call()
    body = Body.find(body_id, EVERYTHING)
    offered = FORMS.offered(call, body, body_id=body_id)
    return render_template(
        "mediation/body.html",
        body=body,
        place=regions().full_name(body.place),
        over=body.term_ends_on is not None and body.term_ends_on < local_date(call.at),
        mediators=[_mediator(one) for one in body.mediators],
        words=wording,
        offered=[(form, address) for form, address in offered if form.name != "profile"],
        may_appoint="mediators" in {form.name for form, _address in offered},
        may_complain=call.actor.has(*SUPERVISORS) and body.mediators,
        back=url_for(".list_page"),
    )


def _mediator(one: Mediator) -> dict[str, Any]:
    """The public profile, with the hours of training."""
    return {
        "account": one.account,
        "name": one.name,
        "kind": _(wording.MEDIATOR_KINDS[one.kind]),
        "skills": mark("、").join(one.skills),
        "languages": mark("、").join(one.languages),
        "since": day(one.appointed_on),
        "hours": sum(training.hours for training in one.trainings),
        "open": one.standing != Standing.REMOVED,
        "standing": (_(wording.STANDINGS[one.standing]), wording.STANDING_COLOURS[one.standing]),
        "introduction": one.introduction,
        "ties": len(one.ties),
        "trainings": [(day(each.on), each.topic, each.hours) for each in one.trainings],
    }
