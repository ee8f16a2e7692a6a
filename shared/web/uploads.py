# SPDX-License-Identifier: Apache-2.0
"""Views that take a file instead of JSON: which kinds, and how large."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])
UPLOAD = "upload"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Upload:
    """What a view takes: media types, and the most bytes of the whole body."""

    types: tuple[str, ...]
    limit: int


def takes_file(*types: str, limit: int) -> Callable[[V], V]:
    """Let a view take a body of these media types; stands right above the function."""

    def declare(view: V) -> V:
        setattr(view, UPLOAD, Upload(types, limit))
        return view

    return declare
