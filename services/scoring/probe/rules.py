# SPDX-License-Identifier: Apache-2.0
"""What the probe looks for in the work of a quarter (SB-31). A finding is a question for an auditor, never a verdict."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from services.scoring.board.periods import PeriodKind, period_of
from services.scoring.star_rules import StarRules


class Sign(StrEnum):
    """What was noticed (核查线索)."""

    EASY_PICKS = "easy_picks"  # 专挑低星
    REPEAT_PAIR = "repeat_pair"  # 同一当事人与干部反复出现
    BURST = "burst"  # 榜期截止前集中化解
    SAME_ADDRESS = "same_address"  # 当事人与干部同一网络地址
    SILENT_PRAISE = "silent_praise"  # 满意率百分之百而失联比例高


@dataclass(frozen=True, slots=True)
class Work:
    """One task of the quarter; parties are known by keyed hashes and letters only.

    `by_choice` are cadres who picked it themselves; `settled_on` is the day of the credited cadre's settlement; `answers`
    are the results of the callbacks by party; `shared_origins` are keyed hashes of network addresses from which both the
    holder and a party acted.
    """

    task: str
    township: str
    grade: int
    by_choice: Collection[str] = ()
    credited: str = ""
    settled_on: date | None = None
    party_keys: Collection[str] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    shared_origins: Collection[str] = ()
    holders: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the audit list: a sign, a cadre ('' where it is about a township), and the figures behind it."""

    sign: Sign
    township: str
    cadre: str
    figures: Mapping[str, int]
    tasks: Sequence[str] = ()


def probe(works: Sequence[Work], rules: StarRules) -> list[Finding]:
    """The audit list of a quarter, by sign, township and cadre."""
    found = [
        *_easy_picks(works, rules),
        *_repeat_pairs(works, rules),
        *_bursts(works, rules),
        *_same_address(works),
        *_silent_praise(works, rules),
    ]
    return sorted(found, key=lambda each: (each.sign, each.township, each.cadre))


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's coefficient; None where one side never varies."""
    count = len(pairs)
    if count < 2:
        return None
    mean_x, mean_y = (sum(pair[side] for pair in pairs) / count for side in (0, 1))
    cross = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return cross / sqrt(spread) if spread else None


def _easy_picks(works: Sequence[Work], rules: StarRules) -> Iterator[Finding]:
    """In a township, the more stars a task has, the less it is picked by choice."""
    for township, own in _grouped(works, lambda work: work.township).items():
        found = correlation([(work.grade, float(bool(work.by_choice))) for work in own])
        if found is None or len(own) < rules.probe_from_tasks:
            continue
        percent = round(100 * found)
        if percent <= rules.probe_correlation_percent:
            yield Finding(Sign.EASY_PICKS, township, "", {"tasks": len(own), "correlation_percent": percent})


def _repeat_pairs(works: Sequence[Work], rules: StarRules) -> Iterator[Finding]:
    """The same party and the same cadre meet in more than one task."""
    pairs: dict[tuple[str, str], list[Work]] = defaultdict(list)
    for work in works:
        for cadre in work.holders:
            for key in set(work.party_keys):
                pairs[cadre, key].append(work)
    seen = set()
    for (cadre, _), own in sorted(pairs.items()):
        tasks = tuple(sorted(work.task for work in own))
        if len(own) >= rules.probe_pairs and (cadre, tasks) not in seen:
            seen.add((cadre, tasks))
            yield Finding(Sign.REPEAT_PAIR, own[0].township, cadre, {"tasks": len(own)}, tasks)


def _bursts(works: Sequence[Work], rules: StarRules) -> Iterator[Finding]:
    """Most of a cadre's settlements fall into the last days before a monthly board closes."""
    settled = [work for work in works if work.credited and work.settled_on]
    for cadre, own in _grouped(settled, lambda work: work.credited).items():
        late = [work for work in own if _days_left(work.settled_on) < rules.probe_burst_days]
        enough = len(own) >= rules.probe_from_finals
        if enough and 100 * len(late) >= rules.probe_burst_percent * len(own):
            figures = {"settled": len(own), "in_last_days": len(late)}
            yield Finding(Sign.BURST, own[0].township, cadre, figures, tuple(work.task for work in late))


def _days_left(day: date | None) -> int:
    if day is None:
        return 999
    last = period_of(PeriodKind.MONTH, day).last
    return ((last or day) - day) // timedelta(days=1)


def _same_address(works: Sequence[Work]) -> Iterator[Finding]:
    """A holder and a party of the same task acted from the same network address."""
    for work in works:
        if work.shared_origins:
            for cadre in sorted(work.holders):
                figures = {"addresses": len(set(work.shared_origins))}
                yield Finding(Sign.SAME_ADDRESS, work.township, cadre, figures, (work.task,))


def _silent_praise(works: Sequence[Work], rules: StarRules) -> Iterator[Finding]:
    """All who answered are satisfied, and many could not be reached."""
    answered = [work for work in works if work.credited and work.answers]
    for cadre, own in _grouped(answered, lambda work: work.credited).items():
        results = Counter(result for work in own for result in work.answers.values())
        asked = results["satisfied"] + results["basically"] + results["not"]
        silent, parties = results["unreachable"], results.total()
        if len(own) < rules.probe_from_finals or not asked or results["not"]:
            continue
        if 100 * silent >= rules.probe_unreachable_percent * parties:
            figures = {"parties": parties, "satisfied": asked, "unreachable": silent}
            yield Finding(
                Sign.SILENT_PRAISE, own[0].township, cadre, figures, tuple(work.task for work in own)
            )


def _grouped(works: Iterable[Work], key: Callable[[Work], str]) -> dict[str, list[Work]]:
    found: dict[str, list[Work]] = defaultdict(list)
    for work in works:
        found[key(work)].append(work)
    return dict(sorted(found.items()))
