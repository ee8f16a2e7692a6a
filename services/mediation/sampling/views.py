# SPDX-License-Identifier: Apache-2.0
"""The JSON API of samples."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint

from services.mediation.cases.answers import CaseOut
from services.mediation.cases.documents import Case
from services.mediation.papers.views import bound_folder
from services.mediation.sampling import commands, schemas
from services.mediation.sampling.documents import Part, Sample
from shared.access import Policy, Reach, Role, Scope
from shared.web.calls import current_call, requires
from shared.web.etags import shown
from shared.web.idempotency import idempotent

api = Blueprint("samples", __name__, url_prefix="/samples", description="卷宗抽查")
SAMPLE: Policy = {Role.COUNTY_SUPERVISOR: Reach.PLACE, Role.CITY_SUPERVISOR: Reach.PLACE}


def own_sample(sample_id: str) -> Sample:
    """The sample, for who drew it. Raises NotFound for all others."""
    return Sample.find(sample_id, Scope(person=current_call().actor.id))


@api.post("/")
@requires(SAMPLE)
@idempotent
@api.arguments(schemas.SampleIn)
@api.response(201, schemas.SampleOut)
def draw(data: dict[str, Any]) -> Sample:
    """Let chance draw closed folders, for a reason."""
    return shown(commands.draw(current_call(), **data))


@api.get("/<sample_id>")
@requires(SAMPLE)
@api.response(200, schemas.SampleOut)
def show(sample_id: str) -> Sample:
    """A sample, for who drew it."""
    return shown(own_sample(sample_id))


@api.get("/<sample_id>/<case_id>")
@requires(SAMPLE)
@api.response(200, CaseOut)
def show_case(sample_id: str, case_id: str) -> Case:
    """A case that was drawn, with its content; the reading is noted. Any other is not there."""
    return shown(commands.open_case(current_call(), sample_id, case_id, Part.CASE))


@api.get("/<sample_id>/<case_id>/folder.pdf")
@requires(SAMPLE)
def folder(sample_id: str, case_id: str) -> Response:
    """Its folder; the reading is noted."""
    return bound_folder(commands.open_case(current_call(), sample_id, case_id, Part.FOLDER))
