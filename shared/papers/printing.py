# SPDX-License-Identifier: Apache-2.0
"""From papers to PDF, by Typst with fonts of this machine's packages, so that every machine gives the same pages."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno
import typst
from flask import Response

from shared.errors import RuleBroken
from shared.papers.paper import Paper, Rows
from shared.papers.scans import Scan, lay

_TEMPLATE = Path(__file__).with_name("paper.typ")
FONTS = Path("/usr/share/fonts/opentype/noto")  # Debian: fonts-noto-cjk


@dataclass(frozen=True, slots=True)
class Folder:
    """What binds papers to a folder: the title, and the facts on cover and back."""

    title: str
    cover: Rows
    back: Rows


def _qr(text: str) -> str:
    """The code of the case as an SVG that a phone's camera reads."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="svg", xmldecl=False, border=1)
    return drawn.getvalue().decode()


def as_pdf(
    papers: Sequence[Paper],
    *,
    author: str,
    number: str,
    folder: Folder | None = None,
    scans: Sequence[Scan] = (),
) -> bytes:
    """A PDF/A of one paper, or of a whole folder with cover, contents and back; `number` is also the QR code.

    `scans` are bound into a folder before its back, each page on a numbered sheet; then it is an ordinary PDF.

    Raises RuleBroken `fonts_missing`.
    """
    if not FONTS.exists():
        raise RuleBroken("fonts_missing")
    data: dict[str, Any] = {
        "title": folder.title if folder else papers[0].title,
        "body": author,
        "number": number,
        "qr": _qr(number),
        "folder": folder is not None,
        "cover": folder.cover if folder else [],
        "back": folder.back if folder else [],
        "papers": [paper.as_data() for paper in papers],
    }
    pages = [scan.pages() for scan in scans]
    data["sheets"] = [
        {"title": scan.title, "pages": len(found)} for scan, found in zip(scans, pages, strict=True)
    ]
    made: bytes = typst.compile(
        str(_TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards="a-2b",
    )
    return lay(made, pages) if pages else made


def pdf_answer(content: bytes, name: str) -> Response:
    """A PDF to be saved under an ASCII name, never shown within the page."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(content, content_type="application/pdf", headers=headers)
