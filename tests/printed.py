# SPDX-License-Identifier: Apache-2.0
"""What a reader finds in something printed or exported: the words of a PDF, the cells of a workbook."""

import io
import zipfile

from pypdf import PdfReader


def words_of(data: bytes) -> str:
    """The text without spaces and line ends, which a PDF puts anywhere: of a PDF, of each part of a workbook, or as it is."""
    if data[:5] == b"%PDF-":
        reader = PdfReader(io.BytesIO(data))
        facts = " ".join(str(fact) for fact in (reader.metadata or {}).values())
        text = facts + "".join(page.extract_text() for page in reader.pages)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            text = "".join(file.read(name).decode(errors="replace") for name in file.namelist())
    else:
        text = data.decode(errors="replace")
    return "".join(text.split())


def chinese(text: object) -> bool:
    """Whether there is a Chinese character in it."""
    return any("一" <= letter <= "鿿" for letter in str(text))
