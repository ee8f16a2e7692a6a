# SPDX-License-Identifier: Apache-2.0
"""What an accepted row becomes: its id, the fields that are stored, and the print by which a correction is known. Pure but
for the vault's keys."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from services.mediation.ledgers.layout import Layout, Record, Row
from services.mediation.ledgers.layouts import BY_NAME
from services.mediation.ledgers.reader import Decision
from services.mediation.ledgers.values import words
from shared.crypto import Vault
from shared.regions import regions

_ENTRIES = uuid.UUID("0d5b7f52-7b0f-5a34-8b53-9a1d3a3f4c10")
IDENTITIES = ("applicant_id", "respondent_id")
_NUMBERS = frozenset({*IDENTITIES, "party_number", "number"})
_TELLING = (
    *(
        "year",
        "month",
        "unit",
        "township_code",
        "place_code",
        "applicants",
        "respondents",
        "main_party",
        "subject",
    ),
)
_SEALED = "ledgers.extras"


def keys(accepted: Sequence[Decision]) -> list[str]:
    """The id of each row: by its own number within the county, else by day, place and people; what is equal in one ledger
    stays apart by its order."""
    seen: Counter[str] = Counter()
    found = []
    for one in accepted:
        print_ = hashlib.sha256(
            orjson.dumps([one.layout, identity(one)], option=orjson.OPT_SORT_KEYS)
        ).hexdigest()
        found.append(str(uuid.uuid5(_ENTRIES, f"{print_}/{seen[print_]}")))
        seen[print_] += 1
    return found


def identity(one: Decision) -> list[Any]:
    """What tells the row from others, and stays when the rest is put right."""
    record = one.record or {}
    if number := record.get("case_no"):
        return [one.place[:6], number]
    telling = [record.get(name) for name in _TELLING]
    people = record.get("applicants") or record.get("main_party")
    facts = words(one.raw["facts"]) if one.raw is not None and not people else ""
    return [one.on, *telling, facts]


def extras(layout: Layout, row: Row, record: Record) -> dict[str, str]:
    """The texts of a row that its record does not hold, without identity numbers."""
    told = layout.write(record).keys() if layout.write else frozenset[str]()
    names = [name for name in layout.columns if name not in told and name not in _NUMBERS]
    return {name: text for name in names if (text := words(row[name]))}


def fields(one: Decision, vault: Vault) -> dict[str, Any]:
    """The fields of the entry as MongoDB keeps them."""
    record = dict(one.record or {})
    layout, on = BY_NAME[one.layout], one.on
    more = extras(layout, one.raw, record) if one.raw is not None else {}
    identities = {name: number for name in IDENTITIES if (number := record.pop(name, None))}
    said = orjson.dumps([record, more], option=orjson.OPT_SORT_KEYS)
    kept: dict[str, Any] = {
        "layout": one.layout,
        "place": one.place,
        "within": regions().path(one.place),
        "on": datetime(on.year, on.month, on.day, tzinfo=UTC) if on else None,
        "record": record,
        "print": hashlib.sha256(said).hexdigest(),
    }
    if more:
        kept["extras"] = vault.seal(orjson.dumps(more).decode(), _SEALED)
        kept["print"] = vault.blind(kept["print"], _SEALED)
    if number := record.get("case_no"):
        kept["number"] = number
    for name, number in identities.items():
        kept[name] = vault.seal(number, "cases.identity")
        kept[name.replace("_id", "_index")] = vault.blind(number, "cases.identity")
    return kept


def differs(stored: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    """Whether the row says something else than the entry; an identity number that the row leaves out is no difference."""
    indexes = [name.replace("_id", "_index") for name in IDENTITIES]
    return stored.get("print") != kept["print"] or any(
        kept.get(name) is not None and kept[name] != stored.get(name) for name in indexes
    )


def opened(stored: Mapping[str, Any], vault: Vault) -> dict[str, str]:
    """The free texts of a stored entry."""
    sealed = stored.get("extras")
    found: dict[str, str] = orjson.loads(vault.open(sealed, _SEALED)) if sealed else {}
    return found
