# SPDX-License-Identifier: Apache-2.0
"""Reading an agreement before it is signed: what a court would not confirm, and what is unclear (CF-07, CF-08, PM-17).

The findings are codes for the mediator to look at; they refuse nothing by themselves. A word of a statute in a term says
only that somebody must read the term again.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from shared.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Text:
    """What is read of a term."""

    number: int
    kind: str
    what: str
    amount: Decimal | None = None
    share: bool = False
    due: str | None = None
    due_on: date | None = None
    conditional: bool = False


_WORDS = (
    # CF-07: identity relations; title to land, forest, buildings, invention; CF-08: against the law, third persons
    ("status", r"(确认|解除|建立).{0,6}(婚姻|收养|亲子|父子|母子|抚养)关系|离婚|婚姻(有效|无效)"),
    (
        "title",
        r"(确认|归|判归).{0,8}(所有权|使用权|承包权|产权|宅基地权属|林权)|(房屋|土地|林地|宅基地).{0,6}归.{0,8}所有|(宅基地|承包地|林地)(使用权)?归(?!还)",
    ),
    ("unlawful", r"(不得|放弃).{0,8}(报警|报案|举报|控告|起诉|信访|追究刑事责任)|私了|撤回报案|限制人身自由"),
    # CF-08: nobody can tell whether it was done
    (
        "unclear_duty",
        r"好好(做人|过日子|相处|表现)|表现良好|搞好.{0,4}关系|互谅互让|尽量|适当(补偿|赔偿|照顾)|妥善处理",
    ),
    ("harms_others", r"(排除|取消).{0,6}(其他|第三人).{0,6}(权利|继承)"),
)
_DATED = {"payment", "act", "in_kind", "apology"}


def findings(terms: Sequence[Text]) -> list[str]:
    """Codes with the number of the term: `title:2`, `unclear_time:1`, `unclear_amount:3`."""
    found = []
    for term in terms:
        found += [f"{code}:{term.number}" for code, words in _WORDS if re.search(words, term.what)]
        if term.kind == "payment" and term.amount is None and not term.share:
            found.append(f"unclear_amount:{term.number}")
        if (term.kind in _DATED and term.due_on is None and not term.due and not term.conditional) or (
            term.due and term.due_on is None and term.due not in ("on_the_spot", "ongoing")
        ):
            found.append(f"unclear_time:{term.number}")
    return found


_NO_ESIGN = re.compile("婚姻|收养|继承|身份|抚养|赡养")
_NO_ESIGN_WORDS = re.compile("停水|停电|停气|停热|停暖|停止供(水|热|气|电)")


def bars_esign(category: str, words: str) -> bool:
    """Whether the text is on marriage, adoption, inheritance or other status, or on stopping water, heat or gas
    (电子签名法 art 3, SP-10)."""
    return bool(_NO_ESIGN.search(category) or _NO_ESIGN_WORDS.search(words))


_TO_JUDGE = re.compile("(不履行|未履行|违约|逾期).{0,20}(法院|人民法院).{0,8}(裁判|判决|裁决|判令)")


def must_not_ask_for_judgment(terms: Iterable[str]) -> None:
    """In a court's case a penalty or security may be agreed, but not that the court shall judge on breach (民事调解规定
    arts 8-9, CT-26). Raises RuleBroken `no_judgment_clause`."""
    for number, what in enumerate(terms, 1):
        if _TO_JUDGE.search(what):
            raise RuleBroken("no_judgment_clause", number=number)


def may_sign_by(means: str | None, scan: str | None, *, barred: bool) -> None:
    """Where e-signing is barred: ink, stamp or thumb-print on paper, of which a scan is kept (SP-10). By what an old
    paper was signed may be unknown; then the scan is asked for at closing. Raises RuleBroken: esign_barred, ink_scan_missing."""
    if barred and means == "esign":
        raise RuleBroken("esign_barred")
    if barred and means and not scan:
        raise RuleBroken("ink_scan_missing")


def may_be_oral(form: str, category: str) -> None:
    """An agreement on rural land must be in writing (农村土地承包经营纠纷调解仲裁法 art 10, SP-04).

    Raises RuleBroken `must_be_written`.
    """
    if form == "oral" and category == "山林土地纠纷":
        raise RuleBroken("must_be_written")
