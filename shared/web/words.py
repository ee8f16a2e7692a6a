# SPDX-License-Identifier: Apache-2.0
"""Words of the pages: the Chinese text is the key, its English stands in `en.po` (docs/pages.md).

Templates write `{{ _("今天到期") }}`, Python `_("今天到期")` where a reader is present and `N_("今天到期")` in a table that
is read later. `make words` keeps the files complete. A literal percent sign is written `%%`.
"""

import functools
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po
from flask import Flask, current_app

from shared.web.problems import language

KIT_WORDS = Path(__file__).parents[1] / "ui" / "en.po"
_EXTENSION = "words"


@functools.cache
def read_words(*files: Path) -> Mapping[str, str]:
    """English by Chinese, from po files; a later file wins."""
    found: dict[str, str] = {}
    for file in files:
        with file.open("rb") as lines:
            found |= {
                str(entry.id): str(entry.string) for entry in read_po(lines) if entry.id and entry.string
            }
    return found


def register(app: Flask, service_words: Path) -> None:
    """Let the templates of `app` speak the reader's language."""
    files = (KIT_WORDS, service_words) if service_words.exists() else (KIT_WORDS,)
    app.extensions[_EXTENSION] = read_words(*files)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_said, _count_said, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals["language"] = language


def _said(text: str) -> str:
    if language() == "zh":
        return text
    words: Mapping[str, str] = current_app.extensions[_EXTENSION]
    return words.get(text, text)


def _count_said(one: str, _many: str, _number: int) -> str:
    return _said(one)


def _(text: str, /, **blanks: object) -> str:
    """The text in the reader's language, its `%(name)s` blanks filled."""
    return _said(text) % blanks


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a text that is shown later by `_`."""
    return text
