# SPDX-License-Identifier: Apache-2.0
"""What a page weighs on the wire, and that it is ours alone."""

import json

import pytest

from shared.web.furniture import ASSETS, TEMPLATES

MANIFEST = json.loads((ASSETS / "manifest.json").read_text())
ROOT = TEMPLATES.parents[2]


def weight(*names: str) -> int:
    """Bytes of these files as nginx sends them."""
    return sum((ASSETS / f"{MANIFEST[name]}.gz").stat().st_size for name in names)


def test_a_phone_page_stays_under_60_kilobytes() -> None:
    assert weight("site.css", "page.js", "offline.js") < 60_000


def test_the_wall_stays_under_260_kilobytes() -> None:
    assert weight("site.css", "page.js", "wall.js") < 260_000


@pytest.mark.parametrize("file", sorted(ROOT.glob("s*/**/templates/**/*.html")), ids=lambda file: file.name)
def test_a_template_has_no_inline_script_or_style_and_no_foreign_address(file) -> None:  # type: ignore[no-untyped-def]
    text = file.read_text()

    assert " style=" not in text
    assert "<style" not in text
    assert "javascript:" not in text
    assert "http://" not in text
    assert "https://" not in text
    assert not any(f" on{event}=" in text for event in ("click", "change", "submit", "input", "load"))
