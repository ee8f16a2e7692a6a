# SPDX-License-Identifier: Apache-2.0
"""What is due on a desk: limits of cases, and packs that a court returned for completion."""

from datetime import date
from typing import Any

from services.mediation.cases import reading as cases
from services.mediation.handovers import reading as handovers
from shared.access import Scope


def due(scope: Scope, today: date) -> dict[str, list[dict[str, Any]]]:
    """What is late, ends today, or ends within a week: rows of cases with `rule`, `about` and `end`, earliest first."""
    packs = handovers.due(scope, today)
    return {
        heap: sorted([*lines, *packs[heap]], key=lambda line: (line["end"], line["_id"]))
        for heap, lines in cases.due(scope, today).items()
    }
