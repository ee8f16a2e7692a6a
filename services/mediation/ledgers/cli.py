# SPDX-License-Identifier: Apache-2.0
"""`python -m services.mediation import-ledger FILE.xlsx`: try a ledger, and import it with --commit."""

import json
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from services.mediation.ledgers import commands
from services.mediation.ledgers.codes import SENTENCES, Fault
from services.mediation.ledgers.commands import Outcome
from shared import clock
from shared.access import Actor
from shared.call import Call
from shared.errors import RuleBroken
from shared.web.problems import KIT_MESSAGES, read_catalogue

_MESSAGES = Path(__file__).parents[1] / "messages.toml"


@click.command("import-ledger")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--commit", is_flag=True, help="Store the accepted rows; without it nothing is stored.")
@click.option("--county", help="Division code, where the ledger does not name its county.")
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), help="Write one JSON line a row here."
)
def import_ledger(file: Path, commit: bool, county: str | None, decisions: Path | None) -> None:
    """Read a ledger row by row; every row is accepted, or refused with its cell and a reason.

    A trial touches no database; with --commit the accepted rows are stored, each once however often the file is imported.
    """
    call = Call(Actor("system:mediation", "import-ledger"), clock.now(), origin="import-ledger")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("读取台账 reading", total=None)
        try:
            outcome = commands.decide(
                call,
                file.read_bytes(),
                county=county,
                advance=lambda done, total: progress.update(bar, completed=done, total=total),
            )
        except RuleBroken as error:
            raise click.ClickException(
                read_catalogue(KIT_MESSAGES, _MESSAGES).say(error.code, "zh", error.details)[1]
            ) from error
        if decisions:
            with decisions.open("w", encoding="utf-8") as out:
                for one in outcome.decisions:
                    out.write(json.dumps(one.as_line(file.name), ensure_ascii=False) + "\n")
        if commit:
            bar = progress.add_task("导入台账 importing", total=len(outcome.kept))
            commands.store(call, outcome, advance=lambda done: progress.advance(bar, done))
    _print(outcome, commit=commit)


def _print(outcome: Outcome, *, commit: bool) -> None:
    console = Console()
    if outcome.refused:
        table = Table("工作表", "单元格", "代码", "原因")
        for one in outcome.refused:
            fault = Fault(one.codes[0])
            table.add_row(one.sheet, one.cell or f"第 {one.row} 行", fault, SENTENCES[fault][0])
        console.print(table)
    for one in outcome.unread:
        console.print(f"“{one.sheet}”里不认识、没有读的列：{'、'.join(one.unread)}")
    console.print(
        f"可导入 {outcome.count('accept')} 行，退回 {outcome.count('reject')} 行，不是数据 {outcome.count('skip')} 行。"
    )
    console.print(
        f"新增 {outcome.new} 行，更正 {outcome.corrected} 行，已有 {outcome.known} 行。"
        if commit
        else "这是试导入，没有保存；确认后加 --commit。"
    )
