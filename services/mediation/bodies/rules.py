# SPDX-License-Identifier: Apache-2.0
"""What a mediation body is."""

from enum import StrEnum


class BodyKind(StrEnum):
    """The kinds of bodies (调解组织类型), PML arts 8 and 34; commercial bodies may charge and are no PMC (SP-09)."""

    VILLAGE_PMC = "village_pmc"  # 村（居）调委会
    TOWNSHIP_PMC = "township_pmc"  # 乡镇（街道）调委会
    ENTERPRISE_PMC = "enterprise_pmc"  # 企事业单位调委会
    INDUSTRY_PMC = "industry_pmc"  # 行业性专业性调委会
    STATIONED_ROOM = "stationed_room"  # 派驻调解室
    COMMERCIAL = "commercial"  # 商事调解组织


def file_number(year: int, body: str, number: int) -> str:
    """`(2026)兰山街道调委会人调字第1号` (WN-08)."""
    return f"({year}){body}人调字第{number}号"
