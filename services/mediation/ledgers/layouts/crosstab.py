# SPDX-License-Identifier: Apache-2.0
"""Monthly crosstab of a county or city (矛盾纠纷排查化解基本情况统计表): one row a township, two columns a kind of dispute."""

import re
from collections.abc import Sequence

from services.mediation.ledgers.categories import category_in
from services.mediation.ledgers.codes import Fault, RowRefused, Skip
from services.mediation.ledgers.layout import Frame, Layout, Record, Row
from services.mediation.ledgers.layouts.tables import write_crosstabs
from services.mediation.ledgers.places import county_called
from services.mediation.ledgers.values import Reading, read_count, words
from shared.regions import Region, regions

_TOWN = (
    "镇办",
    "乡镇",
    "镇街",
    "乡镇(街道)",
    "乡镇街道",
    "镇(街道)",
    "街镇",
    "单位",
    "乡镇名称",
    "镇街名称",
    "镇(办)",
)
_COUNTY = ("县区", "县(区)", "区县", "县市区")
_TOTAL, _OPEN = ("总数", "纠纷总数", "总件数", "合计"), ("本月未化解", "未化解纠纷数", "未化解总数")


def _finds(labels: Sequence[str]) -> dict[str, int] | None:
    """Columns `town`, `county`, `total`, `open`, and `done:KIND`, `left:KIND` for each kind of dispute."""
    found: dict[str, int] = {}
    for at, text in enumerate(labels):
        *above, leaf = text.split("/")
        kind = _kind(above[-1]) if above else ""
        if text in _TOWN or leaf in _TOWN:
            found.setdefault("town", at)
        elif text in _COUNTY:
            found.setdefault("county", at)
        elif above and leaf in ("化解数", "已化解数", "已化解"):
            found[f"done:{kind}"] = at
        elif above and leaf in ("未化解数", "未化解"):
            found[f"left:{kind}"] = at
        elif leaf.endswith(_TOTAL) and "化解" not in leaf:
            found.setdefault("total", at)
        elif "未化解" in leaf:
            found.setdefault("open", at)
    kinds = {name.partition(":")[2] for name in found if name.startswith("done:")}
    paired = kinds == {name.partition(":")[2] for name in found if name.startswith("left:")}
    return found if {"town", "total"} <= found.keys() and len(kinds) > 1 and paired else None


def _kind(text: str) -> str:
    """The kind of dispute in a header that also holds its sum: `邻里纠纷(共计:12件)`."""
    plain = re.sub(r"\(?(?:共计|合计|共)[::]?[\dn]*件?\)?", "", text)
    return category_in(plain) or plain


def _read(row: Row, frame: Frame, reading: Reading) -> Record:
    town = _town(row, frame)
    kinds = [name.partition(":")[2] for name in row.labels if name.startswith("done:")]
    counts = {
        kind: {
            "resolved": read_count(row[f"done:{kind}"], row.label(f"done:{kind}")),
            "unresolved": read_count(row[f"left:{kind}"], row.label(f"left:{kind}")),
        }
        for kind in kinds
    }
    total = read_count(row["total"], row.label("total"))
    resolved = sum(one["resolved"] for one in counts.values())
    unresolved = sum(one["unresolved"] for one in counts.values())
    if total != resolved + unresolved:
        raise RowRefused(Fault.ROW_SUM, row.label("total"))
    if row.has("open") and read_count(row["open"], row.label("open")) != unresolved:
        raise RowRefused(Fault.ROW_SUM, row.label("open"))
    return {
        "year": frame.year,
        "month": frame.month,
        "township_code": town.code,
        "total": total,
        "unresolved": unresolved,
        "by_category": counts,
    }


def _town(row: Row, frame: Frame) -> Region:
    """The township by its name, within the county of the row, the heading or the title where one is named."""
    text, column = words(row["town"]), row.label("town")
    county = county_called(words(row["county"])) if words(row["county"]) else None
    within = county.code if county else (frame.county or None)
    found = regions().find(text, within=within, level="township") if text else []
    if len(found) != 1:
        raise RowRefused(Fault.TOWN_UNKNOWN, column)
    return found[0]


def _sum_of_a_county(row: Row) -> Skip | None:
    """A row that adds up the townships of a county."""
    text = words(row["town"])
    return Skip.SUBTOTAL if any(one.name == text for one in regions().all("county")) else None


CROSSTAB = Layout(
    name="crosstab",
    title="矛盾纠纷排查化解基本情况统计表",
    columns={},
    needed=frozenset({"town", "total"}),
    read=_read,
    finds=_finds,
    fill=write_crosstabs,
    needs_county=False,
    skips=_sum_of_a_county,
)
