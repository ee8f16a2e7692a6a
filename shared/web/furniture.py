# SPDX-License-Identifier: Apache-2.0
"""What every template finds: built assets, the reader and its doors, dates and money as people write them."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from flask import Flask, current_app, g, request
from markupsafe import Markup, escape

from shared import money, personal
from shared.access import Actor
from shared.calendar import SHANGHAI
from shared.settings import KitSettings
from shared.ui.doors import bar_of, doors_of, main_of
from shared.web.looks import look, switch
from shared.web.problems import language
from shared.web.words import _

TEMPLATES = Path(__file__).parents[1] / "ui" / "templates"
ASSETS = Path(__file__).parents[2] / "assets" / "dist"
WEEK = "一二三四五六日"
_LATIN = str.maketrans({"：": ": ", "，": ", ", "、": ", ", "（": " (", "）": ")", "；": "; ", "　": " · "})


def day(when: date | datetime | str | None, *, week: bool = False) -> str:
    """`2026年11月23日`, with `week` also `星期一`; a dash for none. Rows of lists hold dates as ISO text."""
    if not when:
        return "—"
    if isinstance(when, str):
        when = date.fromisoformat(when)
    if isinstance(when, datetime):
        when = when.astimezone(SHANGHAI).date()
    if language() == "en":
        return f"{f'{when:%a} ' if week else ''}{when.day} {when:%b %Y}"
    return f"{when.year}年{when.month}月{when.day}日{f' 星期{WEEK[when.weekday()]}' if week else ''}"


def moment(when: datetime | None) -> str:
    """`2026年11月23日 18:05` in China's time; a dash for none."""
    return f"{day(when)} {when.astimezone(SHANGHAI):%H:%M}" if when else "—"


def yuan(amount: Decimal | str | None) -> str:
    """`¥12,000.00`; a dash for none."""
    return money.show(Decimal(str(amount))) if amount or amount == 0 else "—"


def mark(marks: str) -> str:
    """Punctuation between what a page puts together, as the reader's language writes it: `：` or `: `, `（%s）` or ` (%s)`."""
    return marks.translate(_LATIN) if language() == "en" else marks


def labelled(rows: str, columns: Sequence[str]) -> Markup:
    """The rows of a table with the name of its column at each cell, for a phone where a row stands as lines of `label value`.

    Rows and cells say that they are such, since a browser forgets it of what is laid out in another way.
    """
    cell = re.compile(r'<td class="([^"]*)">')

    def one(row: re.Match[str]) -> str:
        names = iter(columns[row[0].count("<th ") :])
        return cell.sub(
            lambda td: f'<td class="{td[1]}" role="cell" data-label="{escape(next(names, ""))}"><div>', row[0]
        )

    said = re.sub(r"<tr.*?</tr>", one, rows, flags=re.DOTALL).replace("<tr ", '<tr role="row" ')
    said = said.replace("<th ", '<th role="rowheader" ')
    return Markup(said.replace("</td>", "</div></td>"))  # noqa: S704 - the rows are markup already, the names are escaped


def register(app: Flask) -> None:
    """Furnish the templates of `app`."""
    manifest: dict[str, str] = json.loads((ASSETS / "manifest.json").read_text())

    def asset(name: str) -> str:
        """The address of a built file. Raises KeyError when assets/dist is older than assets/src: run deploy/setup.sh."""
        return f"/static/{manifest[name]}"

    app.add_template_filter(moment)
    app.add_template_filter(day)
    app.add_template_filter(yuan)
    app.add_template_filter(personal.mask_name, "masked")
    app.add_template_filter(labelled)
    for tool in (
        asset,
        imprint,
        reader,
        elder,
        switch,
        paged,
        next_page,
        request_path,
        main_of,
        bar_of,
        mark,
    ):
        app.add_template_global(tool)
    app.add_template_global(doors_of, "doors")


def imprint() -> list[tuple[str, str]]:
    """Who runs the site and where it is filed, as far as it is configured (国办发〔2017〕47号)."""
    settings: KitSettings = current_app.config["SETTINGS"]
    facts = [
        (_("主办单位"), settings.site_owner),
        (_("联系电话"), settings.site_phone),
        (_("网站标识码"), settings.site_code),
        (_("ICP 备案号"), settings.site_icp),
        (_("公安备案号"), settings.site_police),
    ]
    return [fact for fact in facts if fact[1]]


def reader() -> Actor | None:
    """Who reads, where the view asked; asks no database itself, so that pages of problems can ask."""
    return g.get("actor")


def elder() -> bool:
    """Whether the reader chose the elder view (长辈版)."""
    return look("elder") == "on"


def request_path() -> str:
    """The path of this page."""
    return request.path


def paged() -> bool:
    """Whether this is not the first page of a list."""
    return bool(request.args.get("cursor"))


def next_page() -> str:
    """The address of the next page of the list that `shared.web.paging.page` read; '' when there is none."""
    link: str = g.get("next_page", "")
    return link.removeprefix("<").partition(">")[0]
