# SPDX-License-Identifier: Apache-2.0
"""What may go to a court with a dispute that failed: table 6.3, and of that what the parties consented to (PV-05)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shared.errors import RuleBroken

TEXT_LIMIT = 500
PURPOSE = "立案审查"  # what the court gets it for (PIPL art 23, PV-05)


class Item(StrEnum):
    """What a party consents to hand over, item by item (移交内容). Everything else stays in mediation."""

    NAME = "name"  # 姓名、名称
    ADDRESS = "address"  # 送达地址和电话
    FACTS = "facts"  # 各方签名的无争议事实
    DISPUTE = "dispute"  # 仍有争议的事项
    ATTENDANCE = "attendance"  # 参加调解的情况


PERSONAL = frozenset({Item.NAME, Item.ADDRESS})
COMMON = frozenset(Item) - PERSONAL


class Wish(StrEnum):
    """Whether a party wishes to sue (起诉意愿)."""

    SUE = "sue"  # 要求起诉
    NOT_SUE = "not_sue"  # 不起诉
    UNDECIDED = "undecided"  # 未定


class State(StrEnum):
    """Where a hand-over stands (移交状态); it follows from its packs and the court's answers."""

    PREPARING = "preparing"  # 准备中
    SENT = "sent"  # 已移交
    FILED = "filed"  # 法院已立案
    RETURNED = "returned"  # 退回补充
    REFUSED = "refused"  # 法院不予立案


@dataclass(frozen=True, slots=True)
class Answered:
    """What a court answered to a pack."""

    pack: int
    answer: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one party wishes and consents to."""

    wish: str
    items: frozenset[str]


def state_of(packs: int, answers: Iterable[Answered]) -> State:
    """The state by the last pack: an answer to an earlier one, however late, changes nothing.

    A pack that was returned may still be refused when it was not completed; whichever of the two arrives first.
    """
    if packs == 0:
        return State.PREPARING
    last = [one.answer for one in answers if one.pack == packs]
    final = [answer for answer in last if answer != State.RETURNED]
    return State((final or last)[-1]) if last else State.SENT


def may_prepare(case_state: str, *, referred: bool, told: Iterable[tuple[str, bool]]) -> None:
    """Only what mediation ended without agreement, and no court's own case, after every party heard of its routes (PM-14).

    Raises RuleBroken: not_failed, use_referral, remedies_notice_missing.
    """
    if referred:
        raise RuleBroken("use_referral")
    if case_state not in ("terminated", "closed"):
        raise RuleBroken("not_failed", state=case_state)
    for name, was_told in told:
        if not was_told:
            raise RuleBroken("remedies_notice_missing", party=name)


def may_change(state: State) -> None:
    """Wishes and words change only while nothing is with the court. Raises RuleBroken `already_handed_over`."""
    if state not in (State.PREPARING, State.RETURNED):
        raise RuleBroken("already_handed_over", state=state)


def may_hand_over(state: State, said: Mapping[str, Said], missing: Collection[str]) -> None:
    """Somebody wishes to sue and consented to be named to the court; what the court missed is there now (PV-05).

    Raises RuleBroken: already_handed_over, wish_to_sue_missing, name_not_consented, pack_incomplete.
    """
    may_change(state)
    suing = [ref for ref, one in said.items() if one.wish == Wish.SUE]
    if not suing:
        raise RuleBroken("wish_to_sue_missing")
    for ref in suing:
        if Item.NAME not in said[ref].items:
            raise RuleBroken("name_not_consented", ref=ref)
    if missing:
        raise RuleBroken("pack_incomplete", missing="、".join(sorted(missing)))


def crossing(said: Mapping[str, Said], refs: Sequence[str]) -> frozenset[Item]:
    """The common items to which every party consented; one silent party keeps an item here (PV-05, CT-11)."""
    return frozenset(item for item in COMMON if all(ref in said and item in said[ref].items for ref in refs))


def gives(said: Mapping[str, Said], ref: str, item: Item) -> bool:
    """Whether a party consented to hand over its own item."""
    return ref in said and item in said[ref].items


def still_missing(asked: Iterable[str], there: Collection[str]) -> list[str]:
    """Of what the court asked for (`address:A`, `facts`), what a pack still lacks; other things are brought on paper."""
    known = {str(item) for item in Item}
    return [code for code in asked if code.partition(":")[0] in known and code not in there]
