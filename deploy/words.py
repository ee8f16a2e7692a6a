# SPDX-License-Identifier: Apache-2.0
"""`make words`: find every Chinese text of the pages, and keep the English files (`en.po`) complete.

A service's texts stand in `services/NAME/en.po`, those of the kit in `shared/ui/en.po`. New texts are added with an empty
English, which a person fills in; texts that nobody uses any more are dropped. Sorted, so that two branches seldom meet.
"""

import functools
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from deploy.stack import ROOT, SERVICES

KIT = ROOT / "shared"
HOMES: Mapping[Path, Path] = {KIT: ROOT / "shared" / "ui" / "en.po"} | {
    ROOT / "services" / name: ROOT / "services" / name / "en.po" for name in SERVICES
}
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_CHINESE = re.compile("[\u3400-\u9fff]")
_KEYWORDS = {"_": None, "N_": None}
_SPDX = ": ".join(("SPDX-License-Identifier", "Apache-2.0"))
_HEADER = f"# {_SPDX}\n# English of the pages; written by `make words`, filled in by hand."
_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # one for all, so that only words change


def texts(folder: Path) -> set[str]:
    """The texts that need English in the file of `folder`: what it shows to people, less what the kit says already."""
    return _shown(folder) - (set() if folder == KIT else _shown(KIT))


@functools.cache
def _shown(folder: Path) -> set[str]:
    found = extract_from_dir(
        folder, _METHODS, {"**/templates/**.html": {"trimmed": "true"}}, keywords=_KEYWORDS
    )
    messages = (str(message) for _file, _line, message, _comments, _context in found)
    return {text for text in messages if _CHINESE.search(text)}


def english(file: Path) -> dict[str, str]:
    """English by Chinese, as the file has it; empty where it is missing."""
    if not file.exists():
        return {}
    with file.open("rb") as lines:
        return {str(entry.id): str(entry.string) for entry in read_po(lines) if entry.id}


def update(folder: Path, file: Path) -> list[str]:
    """Write the file anew with what the folder shows; returns the texts that still lack English."""
    known = english(file)
    catalog = Catalog(
        locale="en",
        project="Heshilao",
        msgid_bugs_address="see SECURITY.md and CONTRIBUTING.md",
        version="1",
        header_comment=_HEADER,
        creation_date=_DATE,
        revision_date=_DATE,
        last_translator="The Heshilao contributors",
        language_team="en",
        fuzzy=False,
    )
    for text in sorted(texts(folder)):
        catalog.add(text, known.get(text, ""), flags={"python-format"} if "%(" in text else ())
    with file.open("wb") as out:
        write_po(out, catalog, width=0, no_location=True, sort_output=True)
    return [text for text in sorted(texts(folder)) if not known.get(text)]


def main() -> int:
    """Update every file; says what lacks English, and returns how many."""
    missing = [
        f"{file.relative_to(ROOT)}: {text}" for folder, file in HOMES.items() for text in update(folder, file)
    ]
    print("\n".join(missing) or "every text has its English")
    return min(len(missing), 1)


if __name__ == "__main__":
    sys.exit(main())
