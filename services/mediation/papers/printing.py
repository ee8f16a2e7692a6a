# SPDX-License-Identifier: Apache-2.0
"""From papers to PDF, by Typst with fonts of this machine's packages, so that every machine gives the same pages."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import segno
import typst

from services.mediation.cases.documents import Case
from services.mediation.papers import forms
from services.mediation.papers.forms import Paper
from shared.errors import RuleBroken

_TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path("/usr/share/fonts/opentype/noto")  # Debian: fonts-noto-cjk


def _qr(text: str) -> str:
    """The code of the case as an SVG that a phone's camera reads."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", xmldecl=False, border=1)
    return drawn.getvalue().decode()


def as_pdf(case: Case, papers: Sequence[Paper], *, folder: bool = False) -> bytes:
    """A PDF/A of one paper, or of the whole folder with cover, contents and back. Raises RuleBroken `fonts_missing`."""
    if not FONTS.exists():
        raise RuleBroken("fonts_missing")
    number = case.file_number or case.id
    data = {
        "title": "人民调解卷宗" if folder else papers[0].title,
        "body": case.body_name,
        "number": number,
        "qr": _qr(number),
        "folder": folder,
        "cover": forms.cover(case),
        "back": forms.back(case),
        "papers": [paper.as_data() for paper in papers],
    }
    return typst.compile(
        str(_TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="a-2b",
    )
