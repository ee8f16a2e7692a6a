# SPDX-License-Identifier: Apache-2.0
"""Who read a case as part of a sample or asked for the parties' phones, for those whose case it is."""

from typing import Any

from services.mediation.sampling.documents import Sample
from shared import reads
from shared.mongo import collection


def readings_of(case_id: str) -> list[dict[str, Any]]:
    """Every reading of the case, oldest first: by whom, when, what, and the reason of the sample, '' for contacts (PV-11, PV-20)."""
    shows = {"people": 1, "reason": 1, "readings": 1}
    found = [
        {"by": row["people"][0], "reason": row["reason"], "at": one["at"], "what": one["what"]}
        for row in collection(Sample).find({"readings.case_id": case_id}, shows)
        for one in row["readings"]
        if one["case_id"] == case_id
    ]
    found += [
        {"by": row["actor"], "reason": "", "at": row["at"], "what": row["what"]}
        for row in reads.readings("mediation", document=case_id)
        if row["what"] == "contacts"
    ]
    return sorted(found, key=lambda one: one["at"])
