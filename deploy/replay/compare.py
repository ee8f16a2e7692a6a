# SPDX-License-Identifier: Apache-2.0
"""What the software says of a case against what is expected; the figures come from the software alone."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from deploy.replay.driver import Result


@dataclass(frozen=True)
class Difference:
    """One figure of one case that is not as expected."""

    case: str
    figure: str
    expected: Any
    found: Any

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def differences(expect: Mapping[str, Any], result: Result) -> list[Difference]:
    """Every figure of `expect` that the software sees otherwise; a case that could not be played is one difference."""
    if result.trouble:
        return [Difference(result.id, "played", "to the end", result.trouble)]
    found = dict(result.summary)
    found["confirmation_in_time"] = result.confirmation_in_time
    return [
        Difference(result.id, figure, wanted, found.get(figure))
        for figure, wanted in expect.items()
        if not _same(wanted, found.get(figure))
    ]


def _same(wanted: Any, found: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None:
        return wanted is found
    if isinstance(wanted, int | float) and found is not None:
        return float(wanted) == float(found)
    return bool(str(wanted) == str(found))


def known_needs(file: Path) -> dict[tuple[str, str], str]:
    """What cases need and the software can't do yet: (case, figure) to the reason."""
    entries = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    return {(entry["case"], entry["need"]): entry["reason"] for entry in entries}
