# SPDX-License-Identifier: Apache-2.0
"""Words of the pages: the Chinese text is the key, its English stands in `en.po` (docs/pages.md).

Templates write `{{ _("今天到期") }}`, Python `_("今天到期")` where a reader is present and `N_("今天到期")` in a table that
is read later. `make words` keeps the files complete. A literal percent sign is written `%%`.
English says what goes with one and what with many: `%(n)s star[s]`, `%(n)s part[y|ies]`.
"""

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po
from flask import Flask, current_app
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import escape

from shared.web.problems import language

KIT_WORDS = Path(__file__).parents[1] / "ui" / "en.po"
_EXTENSION = "words"
_ENDINGS = re.compile(r"%\((?P<blank>\w+)\)s|\[(?:(?P<one>\w*)\|)?(?P<many>\w+)\]")


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
    app.jinja_env.globals["_"] = _said_on_page
    app.jinja_env.globals["language"] = language


def _said(text: str, blanks: Mapping[str, object]) -> str:
    if language() == "zh":
        return text
    words: Mapping[str, str] = current_app.extensions[_EXTENSION]
    return numbered(words.get(text, text), blanks)


def numbered(text: str, blanks: Mapping[str, object]) -> str:
    """The text with the endings that go with the number before them: `%(n)s star[s]` is `%(n)s star` for one."""
    is_one = False

    def ending(found: re.Match[str]) -> str:
        nonlocal is_one
        if found["blank"]:
            is_one = str(blanks.get(found["blank"])) == "1"
            return found[0]
        return found["one"] or "" if is_one else found["many"]

    return _ENDINGS.sub(ending, text)


def _(text: str, /, **blanks: object) -> str:
    """The text in the reader's language, its `%(name)s` blanks filled."""
    return _said(text, blanks) % blanks


@pass_eval_context
def _said_on_page(context: EvalContext, text: str, /, **blanks: object) -> str:
    """The same in a template. Nothing in it is markup: a label may have been typed by a person, such as a name to choose."""
    said = _said(text, blanks)
    return (escape(said) if context.autoescape else said) % blanks


def N_(text: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a text that is shown later by `_`."""
    return text
