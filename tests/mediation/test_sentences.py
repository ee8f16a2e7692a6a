# SPDX-License-Identifier: Apache-2.0
"""Refusals speak in words: no code of the program stands in a sentence, in either language."""

import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import pytest

from services import mediation
from services.mediation.cases.board import BoardBar
from services.mediation.cases.confirmation_rules import Paper
from services.mediation.cases.rules import State
from services.mediation.cases.suitability import _BARS, GoTo
from services.mediation.grid.rules import State as ItemState
from services.mediation.handovers.rules import Item
from services.mediation.papers.rules import SCANS, TITLES, Form
from services.scoring.tasks.rules import Bar
from shared.web.problems import KIT_MESSAGES, Catalogue
from tests.hall import Hall
from tests.mediation.room import applied, code

SAID = Catalogue(KIT_MESSAGES, Path(mediation.__file__).with_name("messages.toml"))
_MISSING = [Form.RIGHTS_NOTICE, Form.RECORD, Form.AGREEMENT, Form.ORAL_AGREEMENT, Form.REMEDIES_NOTICE]
_BLOCKERS = (
    "not_effective",
    "in_suit",
    "oral_record_unsigned",
    "form",
    "labour_not_payment",
    "title",
    "status",
)


@pytest.mark.parametrize(
    ("blank", "codes"),
    [
        ("state", State),
        ("item_state", ItemState),
        ("concern", [bar.concern for bar in _BARS]),
        ("go_to", GoTo),
        ("bar", [*BoardBar, *Bar]),
        ("papers", [*_MISSING, "identity", "proxy", "signed", *Paper]),
        ("missing", Item),
        ("blockers", _BLOCKERS),
    ],
)
def test_every_code_that_fills_a_blank_has_words_in_both_languages(
    blank: str, codes: Iterable[str | StrEnum]
) -> None:
    for one in map(str, codes):
        chinese, english = (SAID.word(blank, one, language) for language in ("zh", "en"))
        assert re.fullmatch(r"[\u4e00-\u9fff、]+", chinese), (blank, one)
        assert "_" not in english, (blank, one)
        assert not re.search(r"[\u4e00-\u9fff]", english), (blank, one)


def test_the_words_of_papers_are_their_titles() -> None:
    for form in _MISSING:
        assert SAID.word("papers", str(form), "zh") == TITLES[form]
    for kind in ("identity", "proxy", "signed"):
        assert SAID.word("papers", kind, "zh") == SCANS[kind]


def test_several_codes_and_what_follows_a_colon_read_as_a_list() -> None:
    assert SAID.word("papers", "identity:A、signed", "zh") == "身份证明（A）、签名盖章的协议扫描件"
    assert (
        SAID.word("papers", "identity:A、signed", "en") == "identity paper (A), scan of the signed agreement"
    )
    assert SAID.word("party", "李某", "zh") == "李某"


def test_a_refusal_names_the_state_as_people_call_it(room: Hall, pmc: str) -> None:
    desk = applied(room, pmc)
    desk.act("accept")
    english = {
        "Accept-Language": "en",
        "Idempotency-Key": "in-english-1",
        "If-Match": f'"{desk.case["version"]}"',
    }
    path = f"/api/mediation/v1/cases/{desk.case['id']}/accept"

    chinese = desk.try_act("accept")
    other = room.browser("mediation", "mediator").post(path, json={}, headers=english)

    assert (code(chinese), "“已受理”" in chinese.json["detail"]) == ("wrong_state", True)
    assert "The case is accepted" in other.json["detail"]
