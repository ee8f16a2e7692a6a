# SPDX-License-Identifier: Apache-2.0
"""Scans and photos bound into a folder: each page laid onto a numbered sheet that the template left for it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image
from pypdf import PageObject, PdfWriter, Transformation

_DPI = 150
_LEFT, _BOTTOM, _WIDTH, _HEIGHT = 60.0, 75.0, 475.0, 660.0  # the frame on a sheet of A4, in points


@dataclass(frozen=True, slots=True)
class Scan:
    """A kept file: what it is, and its JPEG, PNG or PDF content."""

    title: str
    media_type: str
    content: bytes

    def pages(self) -> list[PageObject]:
        """Its pages; a photo is one."""
        content = self.content if self.media_type == "application/pdf" else _as_pdf(self.content)
        return list(PdfWriter(clone_from=io.BytesIO(content)).pages)


def _as_pdf(photo: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(photo)) as image:
        image.convert("RGB").save(made, "PDF", resolution=_DPI)
    return made.getvalue()


def lay(folder: bytes, scans: Sequence[Sequence[PageObject]]) -> bytes:
    """The folder with the scans' pages on the sheets before its last page (the back), in order."""
    writer = PdfWriter(clone_from=io.BytesIO(folder))
    laid = [page for scan in scans for page in scan]
    first = len(writer.pages) - 1 - len(laid)
    for sheet, page in zip(writer.pages[first:-1], laid, strict=True):
        _lay_one(sheet, page)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _lay_one(sheet: PageObject, page: PageObject) -> None:
    page.transfer_rotation_to_content()
    box = page.mediabox
    scale = min(_WIDTH / float(box.width), _HEIGHT / float(box.height))
    left = _LEFT + (_WIDTH - float(box.width) * scale) / 2 - float(box.left) * scale
    bottom = _BOTTOM + (_HEIGHT - float(box.height) * scale) / 2 - float(box.bottom) * scale
    sheet.merge_transformed_page(page, Transformation().scale(scale).translate(left, bottom))
