# SPDX-License-Identifier: Apache-2.0
"""P8: a ledger of 2,000 rows imported (read, decided, sealed, stored), against reading its cells alone, in turn."""

import io
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from openpyxl import Workbook, load_workbook

from services.mediation.cases.documents import Case
from services.mediation.ledgers import commands
from services.mediation.ledgers.documents import LedgerEntry
from shared import clock, mongo
from shared.access import Actor
from shared.call import Call
from tests.bench.ground import Ground
from tests.bench.outcome import Figures, Round
from tests.bench.processes import Died

ROWS = 2_000
_HEAD = (
    *(
        "序号",
        "案件编号",
        "受理日期",
        "乡镇（街道）",
        "村（居）",
        "纠纷类别",
        "申请人",
        "申请人身份证号",
        "被申请人",
    ),
    *(
        "被申请人身份证号",
        "纠纷简要情况",
        "案件来源",
        "调解员",
        "调解日期",
        "调解结果",
        "协议形式",
        "涉及金额（元）",
        "履行情况",
    ),
    *("是否司法确认", "回访日期", "备注"),
)


def workbook() -> bytes:
    """A register as offices keep it, with dates, amounts and names in several forms."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("人民调解台账")
    sheet.append(["兰陵县人民调解工作台账（2023年度）"])
    sheet.append(_HEAD)
    for number in range(1, ROWS + 1):
        day = date(2023, 1, 1) + timedelta(days=number % 300)
        sheet.append(
            [
                *(number, f"(2023)兰人调字第{number:04}号", (f"{day:%Y.%m.%d}", day)[number % 2], "卞庄街道"),
                *("雁屯村", "邻里", "王 测甲", "379999199502277063", "李试乙（男）", "379999198306013699"),
                *("因排水引发纠纷", "当事人申请", "张某", day + timedelta(days=3), "调解成功", "书面"),
                *(("0.2万元", 3000)[number % 2], "已履行", "否", None, None),
            ]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class LedgerRace:
    """Each round imports the workbook into an empty collection, and reads it alone."""

    def __init__(self, ground: Ground, *, rounds: int = 5) -> None:
        self._ground, self._rounds = ground, rounds
        self.ours = Figures("Heshilao", "open, decide on every row, seal, store in bulk with audit entries")
        self.reading = Figures("openpyxl", "every cell of the same file, read as a stream, nothing else")

    def run(self) -> Iterator[str]:
        """Run it; yields a word on what comes next, before each part."""
        mongo.connect(self._ground.mongo_url, ["mediation"], namespace=self._ground.namespace)
        try:
            mongo.ensure_indexes([LedgerEntry, Case])
            content = workbook()
            for number in range(self._rounds):
                yield f"round {number + 1} of {self._rounds}: a ledger of {ROWS} rows"
                mongo.collection(LedgerEntry).delete_many({})
                self.ours.rounds.append(self._timed(lambda: _import(content)))
                self.reading.rounds.append(self._timed(lambda: _read(content)))
        finally:
            mongo.disconnect(["mediation"])

    def _timed(self, act: Callable[[], int]) -> Round:
        start, cpu, servers = time.perf_counter(), time.process_time(), self._ground.servers_cpu()
        if act() != ROWS:
            raise Died("not every row of the ledger was read")
        took = time.perf_counter() - start
        return Round(ROWS, took, time.process_time() - cpu, self._ground.servers_cpu() - servers)


def _import(content: bytes) -> int:
    call = Call(Actor("bench"), clock.now(), origin="bench")
    return commands.store(call, commands.decide(call, content)).new


def _read(content: bytes) -> int:
    sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    return sum(any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True)) - 2
