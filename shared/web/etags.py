# SPDX-License-Identifier: Apache-2.0
"""Versions over HTTP: the ETag is the document's version, If-Match brings it back (RFC 9110, RFC 6585)."""

import re
from typing import TypeVar

from flask import g, request

from shared.aggregate import Aggregate
from shared.web.problems import Problem

A = TypeVar("A", bound=Aggregate)


def shown(document: A) -> A:
    """Say that this document is what the answer shows: its version becomes the ETag."""
    g.version = document.version
    return document


def expected_version(*, needed: bool) -> int | None:
    """The version in If-Match (or in the hidden field `_version` of a form). Raises Problem 428 or 400."""
    text = request.headers.get("If-Match") or request.form.get("_version", "")
    if not text:
        if needed:
            raise Problem("precondition_required")
        return None
    found = re.fullmatch(r'"?(\d{1,9})"?', text.strip())
    if found is None:
        raise Problem("precondition_malformed")
    return int(found[1])
