# SPDX-License-Identifier: Apache-2.0
"""`python -m deploy.replay [--cases FILE] [--only ID] [--json]`: replay published cases against the running demo."""

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from deploy.browser import wait_for
from deploy.replay.cases import MalformedCases, Plan, read
from deploy.replay.compare import Difference, differences, known_needs
from deploy.replay.driver import Driver, Result
from deploy.seed import demo_folder, open_hall
from deploy.showcase import Showcase, play_showcase
from shared import mongo, rabbit
from shared.rabbit import Names

_DATA = Path(__file__).parents[1] / "data"
_SERVICES = ("mediation", "scoring", "courtlink")


@click.command()
@click.option("--cases", type=click.Path(path_type=Path), help="Another file of the same form.")
@click.option("--only", multiple=True, help="Only the case with this id; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="The table as JSON on the last line.")
def main(cases: Path | None, only: tuple[str, ...], as_json: bool) -> None:
    """Replay published cases against the running demo, and print what came of it."""
    console = Console(width=110, stderr=as_json)
    folder = demo_folder()
    if not (folder / "run.json").exists():
        raise click.ClickException("no demo runs here: start it with `make demo`")
    try:
        plans, broken = read(cases or _DATA / "published-cases.yaml")
        plans = [plan for plan in plans if not only or plan.id in only]
    except MalformedCases as error:
        raise click.ClickException(str(error)) from error
    hall, run = open_hall(folder)
    driver = Driver(hall)
    results: list[Result] = []
    with Progress(console=console) as progress:
        bar = progress.add_task("重演案例 replaying", total=len(plans) + (0 if cases else 1))
        for plan in plans:
            results.append(driver.play(plan))
            progress.advance(bar)
        showcase = None if cases else play_showcase(hall)
        progress.advance(bar)
    found = [
        one for plan, result in zip(plans, results, strict=True) for one in differences(plan.expect, result)
    ]
    found += [Difference(name, "read", "a case", why) for name, why in broken.items()]
    if showcase and showcase.trouble:
        found.append(Difference("showcase", "played", "to the end", showcase.trouble))
    known = known_needs(_DATA / "known-needs.yaml")
    figures = _figures(plans, results, showcase) | _events(run)
    _print(console, figures, found, known)
    new = [one for one in found if (one.case, one.figure) not in known]
    report = figures | {"differences": [one.as_dict() for one in found], "new_differences": len(new)}
    if cases:
        target = folder / "differences.json"
        target.write_text(json.dumps(report, ensure_ascii=False, indent=1, default=str))
        console.print(f"written to {target}")
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, default=str))
    sys.exit(1 if new else 0)


def _figures(plans: list[Plan], results: list[Result], told: Showcase | None) -> dict[str, Any]:
    summaries = [result.summary for result in results if result.summary]
    yuan = sum((Decimal(s["payable_total"]) for s in summaries if s["payable_total"]), Decimal(0))
    return {
        "cases": len(plans),
        "cases_taken": len(summaries),
        "sessions_logged": sum(s["recorded_sessions"] for s in summaries),
        "agreements": sum(s["state"] in ("agreed", "closed") for s in summaries),
        "terms": sum(s["terms"] for s in summaries),
        "yuan_payable": str(yuan),
        "referrals": sum(plan.by_court for plan in plans),
        "referrals_answered": sum(result.referral_answered for result in results),
        "confirmations_applied": sum(result.confirmation_in_time is not None for result in results),
        "star_tasks": sum(bool(result.star_task) for result in results),
        "stars_awarded": told.stars if told else 0,
        "stars_taken_back": told.taken_back if told else 0,
    }


def _events(run: dict[str, Any]) -> dict[str, int]:
    """Published: kept by the relays. Consumed: absorbed by documents. Dead: in the dead queues."""
    driver, names = mongo.client(run["mongo_url"]), Names(mongo.namespace())

    def owed() -> int:
        count = 0
        for service in _SERVICES:
            database = driver[f"{mongo.namespace()}{service}"]
            for name in database.list_collection_names():
                count += database[name].count_documents({"outbox.0": {"$exists": True}})
        return count

    def settled() -> bool | None:
        queued = sum(rabbit.depth(run["amqp_url"], names.queue(service)) for service in _SERVICES)
        return True if owed() == 0 and queued == 0 else None

    wait_for(settled, "the end of all events", 60)
    kept = [driver[f"{mongo.namespace()}{service}"]["published"].count_documents({}) for service in _SERVICES]
    consumed = 0
    for service in _SERVICES:
        database = driver[f"{mongo.namespace()}{service}"]
        for name in database.list_collection_names():
            consumed += sum(
                len([message for message in row["inbox"] if "." in message])
                for row in database[name].find({"inbox.0": {"$exists": True}}, {"inbox": 1})
            )
    dead = sum(rabbit.depth(run["amqp_url"], names.dead(service)) for service in _SERVICES)
    driver.close()
    return {"events_published": sum(kept), "events_absorbed": consumed, "events_dead": dead}


def _print(
    console: Console, figures: dict[str, Any], found: list[Difference], known: dict[tuple[str, str], str]
) -> None:
    table = Table("figure", "value", title="重演结果 replay")
    for name, value in figures.items():
        table.add_row(name, str(value))
    console.print(table)
    if found:
        differing = Table("case", "figure", "expected", "found", "known need", title="差异 differences")
        for one in found:
            reason = known.get((one.case, one.figure), "")
            differing.add_row(one.case, one.figure, str(one.expected), str(one.found), reason)
        console.print(differing)
    else:
        console.print("没有差异 no differences")


if __name__ == "__main__":
    main()
