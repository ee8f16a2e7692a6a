# SPDX-License-Identifier: Apache-2.0
"""Who comes too late, too often, or to what is not theirs is told so over the API, and nothing changes (SB-02 to SB-25)."""

from datetime import datetime

from shared import clock
from shared.calendar import SHANGHAI
from tests.scoring import world
from tests.scoring.office import OTHER, Office


def unheard(local: str) -> None:
    """Move the clock while no worker runs: nothing has fallen due yet."""
    clock.put(datetime.fromisoformat(local).replace(tzinfo=SHANGHAI), running=False)


def test_sb07_at_midnight_after_the_limit_nobody_acts_though_no_worker_has_run(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    office.met()
    unheard("2026-04-01 23:59")
    office.do("gao", "declaration", {"ties": []})
    unheard("2026-04-02 00:00")

    pause = {"reason": "court", "paper": "受理通知", "from": "2026-04-02", "until": "2026-04-05"}
    assert office.refused("gao", "extension", {"days": 5, "reason": "勘界"}) == "limit_over"
    assert office.refused("gao", "hand-back", {"reason": "忙"}) == "limit_over"
    assert office.refused("gao", "first-contacts", {"party": "B", "channel": "phone"}) == "limit_over"
    assert office.refused("director", "pauses", pause) == "limit_over"


def test_sb22_a_called_cadre_does_not_accept_after_the_last_day_though_no_worker_has_run(
    office: Office,
) -> None:
    office.enrol("song")
    office.posted(party_count=1)
    office.party("A", "choices", {"cadre_id": office.ids["song"]})
    assert office.see("director")["rounds"][0]["answer_by"] == "2026-03-04"
    unheard("2026-03-05 00:00")

    assert office.refused("song", "call-acceptance", {"ties": []}) == "answer_late"
    office.at("2026-03-05 00:00")
    assert office.see("director")["rounds"][0]["end"] == "silent"


def test_sb22_the_panel_assigns_one_after_two_objections(office: Office) -> None:
    office.enrol("gao", "lin", "song")
    office.posted()
    for hour, name in enumerate(("song", "lin"), start=10):
        office.at(f"2026-03-02 {hour}:00")
        assert office.party("A", "choices", {"cadre_id": office.ids[name]}).status_code == 201
        assert office.party("B", "objections").status_code == 201
    assert office.party("B", "objections").json["code"] == "no_call_runs"

    two = {"cadre_ids": [office.ids["gao"], office.ids["lin"]], "reason": "两次均有异议"}
    assert office.refused("director", "choice", two) == "one_to_assign"


def test_sb25_an_entry_is_appealed_by_its_own_cadre_and_answered_by_who_had_no_part_in_it(
    office: Office,
) -> None:
    office.enrol("gao", "lin")
    office.picked()
    office.met()
    office.settled()
    office.do("supervisor", "voids", {"ground": "false_file", "evidence": "核查报告"})
    history = office.hall.get("scoring", "gao", "/history").json["items"]
    entry = next(item["entry"] for item in history if item["rule"] == "SB-20")

    appeal, answer = (
        {"entry": entry, "reason": "案卷是真的"},
        {"entry": entry, "outcome": "upheld", "reason": "属实"},
    )
    assert office.refused("city", "appeals/answers", answer) == "no_such_appeal"
    assert office.refused("lin", "appeals", appeal) == "not_found"
    office.do("gao", "appeals", appeal)

    assert office.refused("supervisor", "appeals/answers", answer) == "outside_township_only"
    office.do("city", "appeals/answers", answer)
    assert office.see("city")["appeals"][0]["outcome"] == "upheld"


def test_sb10_a_tie_is_named_of_who_holds_the_task_and_once(office: Office) -> None:
    office.enrol("gao")
    office.posted()
    tie = {"party": "A", "tie": "kin", "reason": "表兄"}
    assert office.refused("director", "challenges", tie) == "nobody_to_challenge"
    office.do("gao", "picks", {"ties": []})
    office.do("director", "challenges", tie)

    assert office.refused("director", "challenges", tie) == "challenged_before"
    unknown = {"challenge": "B:kin:nobody", "upheld": True, "reason": "核实"}
    assert office.refused("secretary", "challenges/answers", unknown) == "no_such_challenge"


def test_what_has_not_come_to_it_yet_is_refused(office: Office) -> None:
    office.enrol("gao")
    office.news.arrives(world.failed("case-1"))
    assert office.refused("petitions", "grading/confirmation", {}) == "not_graded"
    office.do("director", "grading", {})
    office.do("petitions", "grading/confirmation", {})
    office.do("gao", "picks", {"ties": []})
    called = {"party": "A", "result": "satisfied", "recording_consent": True}
    assert office.refused("centre", "callbacks", called) == "not_settled"
    granted = {"granted": True, "reason": "属实"}
    assert office.refused("director", "extension/answer", granted) == "no_extension_asked"

    office.met()
    office.settled()

    ruling = {"hold": "callback:A", "sustained": True, "reason": "属实"}
    assert office.refused("director", "rulings", ruling) == "no_such_hold"
    paper = {"reason": "party_refuses", "evidence": "书面意见"}
    assert office.refused("director", "close-lawfully", paper) == "not_open"


def test_dates_that_can_not_be_are_refused(office: Office) -> None:
    office.enrol("gao")
    office.picked()
    tomorrow = {"party": "A", "channel": "visit", "on": "2026-03-03"}
    assert office.refused("gao", "first-contacts", tomorrow) == "date_in_future"
    before = tomorrow | {"on": "2026-03-01"}
    assert office.refused("gao", "first-contacts", before) == "met_before_pick"
    pause = {"reason": "court", "paper": "受理通知", "from": "2026-03-09", "until": "2026-03-05"}
    assert office.refused("director", "pauses", pause) == "ends_before_it_begins"
    office.do("director", "pauses", pause | {"from": "2026-03-02", "until": "2026-03-20"})
    office.met()
    office.at("2026-03-10 09:00")
    assert office.refused("director", "resumption", {"on": "2026-03-09"}) == "date_in_past"

    path = f"/cadres/{office.ids['gao']}"

    def code(act: str, body: dict[str, object]) -> str:
        version = office.hall.get("scoring", "secretary", path).json["version"]
        return str(office.hall.post("scoring", "secretary", f"{path}/{act}", body, version).json["code"])

    assert code("departure", {"until": "2026-03-09"}) == "date_in_past"
    lent = {"township": OTHER, "from": "2026-03-20", "until": "2026-03-11"}
    assert code("secondments", lent) == "ends_before_it_begins"
    assert code("transfer", {"township": world.TOWNSHIP, "from": "2026-03-20"}) == "serves_there"
