# SPDX-License-Identifier: Apache-2.0
"""The form that takes a wrong photo or scan out of sight; the record of it stays."""

from dataclasses import dataclass

from flask import Blueprint, url_for

from services.mediation.cases.documents import Case
from services.mediation.cases.views import MEDIATE
from services.mediation.evidence import commands
from services.mediation.evidence.documents import CaseFile
from services.mediation.evidence.views import FileRemovalIn
from shared.access import EVERYTHING
from shared.call import Call
from shared.web.forms import Form, Forms
from shared.web.inputs import Wording
from shared.web.words import N_


@dataclass(frozen=True, slots=True)
class Held:
    """A file, reached by its case."""

    file: CaseFile
    case: Case

    @property
    def within(self) -> list[str]:
        return list(self.case.within)

    @property
    def people(self) -> list[str]:
        return list(self.case.people)

    @property
    def version(self) -> int:
        return int(self.file.version)


def _held(call: Call, case_id: str, file_id: str) -> Held:
    return Held(CaseFile.find(file_id, EVERYTHING), Case.find(case_id, call.scope))


def _remove(call: Call, _case_id: str, file_id: str, *, reason: str) -> CaseFile:
    return commands.remove(call, file_id, reason=reason)


def declare(pages: Blueprint) -> None:
    """Let `/CASE/files/FILE/removal` stand among these pages."""
    form = Form(
        "removal",
        N_("移出这份材料"),
        MEDIATE,
        FileRemovalIn,
        _remove,
        Wording({"reason": N_("为什么移出")}),
        when=lambda held: not held.file.removed_for,
        grave=True,
        lead=N_("传错了的可以移出。原件仍然封存，谁移出的、为什么，都有记录。"),
    )
    Forms(
        pages,
        "/<case_id>/files/<file_id>",
        [form],
        load=_held,
        back=lambda case_id, **_ids: url_for("folder_pages.folder_page", case_id=case_id),
    )
