# SPDX-License-Identifier: Apache-2.0
"""What a run found: rounds of one side, and lines that set our side against another."""

import statistics
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Round:
    """One short measurement: operations done, seconds it took, CPU seconds of the side and of the servers."""

    operations: int
    seconds: float
    cpu: float
    servers_cpu: float

    @property
    def rate(self) -> float:
        return self.operations / self.seconds


@dataclass
class Figures:
    """All rounds of one side in one mode."""

    side: str
    settings: str
    rounds: list[Round] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Operations a second, median of the rounds."""
        return statistics.median(one.rate for one in self.rounds)

    @property
    def cpu(self) -> float:
        """CPU time of the side's processes for one operation, in microseconds, over all rounds."""
        return 1e6 * sum(one.cpu for one in self.rounds) / sum(one.operations for one in self.rounds)

    @property
    def servers_cpu(self) -> float:
        """CPU time of MongoDB and RabbitMQ for one operation, in microseconds; 0 where it can't be known."""
        return 1e6 * sum(one.servers_cpu for one in self.rounds) / sum(one.operations for one in self.rounds)


@dataclass(frozen=True)
class Line:
    """One comparison. `ratio` is our rate over theirs, `cpu_ratio` their CPU time over ours: above 1 is better for us."""

    id: str
    mode: str
    goal: float
    ours: Figures
    others: list[Figures]

    @property
    def best(self) -> Figures:
        """The other side that is hardest to beat."""
        return max(self.others, key=lambda figures: figures.rate)

    @property
    def ratio(self) -> float:
        return self.ours.rate / self.best.rate

    @property
    def cpu_ratio(self) -> float:
        return self.best.cpu / self.ours.cpu

    @property
    def reached(self) -> bool:
        return self.ratio >= self.goal
