# SPDX-License-Identifier: Apache-2.0
"""Does the acts of a plan through the gateway, as the people concerned would, and waits for what goes through RabbitMQ."""

import threading
import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deploy.browser import Person, Refused, there, wait_for
from deploy.replay.cases import Plan
from deploy.town_hall import TownHall
from shared import clock
from shared.access import Role
from shared.calendar import local_date
from shared.errors import RuleBroken

_CASES = "/api/mediation/v1/cases"
_TASKS = "/api/scoring/v1/tasks"
_REFERRALS = "/api/courtlink/v1/referrals"
_CONFIRMATIONS = "/api/courtlink/v1/confirmations"
_UNTOLD = "公开报道没有写到以后的履行和回访，演示里按期办了。"


@dataclass
class Result:
    """What came of one case."""

    id: str
    summary: dict[str, Any] = field(default_factory=dict)
    referral_answered: bool = False
    star_task: str = ""
    confirmation_in_time: bool | None = None
    trouble: str = ""


class File:
    """A case in the hands of its mediator: each act takes the version that the one before left; where news of a court or of
    the board came between, the mediator opens the case again and acts on what stands there now."""

    def __init__(self, mediator: Person, case: dict[str, Any]) -> None:
        self._mediator, self.case = mediator, case

    @property
    def id(self) -> str:
        return str(self.case["id"])

    def act(self, path: str, **body: Any) -> dict[str, Any]:
        try:
            self.case = self._mediator.post(f"{_CASES}/{self.id}/{path}", body, self.case["version"])
        except Refused as error:
            if error.code != "version_mismatch":
                raise
            self.reload()
            return self.act(path, **body)
        return self.case

    def reload(self) -> None:
        self.case = self._mediator.get(f"{_CASES}/{self.id}")

    def begin(self) -> None:
        """Consents, rights notices and a mediator, without which no session may be held; all on the day of acceptance."""
        on = self.case["accepted_on"]
        for party in self.case["parties"]:
            self.act("consents", ref=party["ref"], answer="consented", channel="当面", on=on)
            self.act("rights-notices", ref=party["ref"], on=on)
            if self.case["referral"]:
                told = {"identity_checked": True, "warned": True, "address_declined": True}
                self.act("referral/preparations", ref=party["ref"], **told)
        self.act("mediators", account=self._mediator.id)

    def fail(self) -> None:
        """End without agreement, after every party was told of its other routes."""
        on = local_date(clock.now()).isoformat()
        for party in self.case["parties"]:
            self.act("remedies-notices", ref=party["ref"], delivered=True, on=on)
        self.act("terminate", reason="gap_too_wide")

    def look_after(self, words: str = "") -> None:
        """What the agreement asked for up to today was performed and visited, each on its day; `words` stand in the visits."""
        self.reload()
        for key, on in self._past("PM-20", "about"):
            self.act("performed", key=key, on=on)
        for on, _day in self._past("WN-05", "end"):
            self.act("follow-ups", ref=self.case["parties"][0]["ref"], on=on, record=words)

    def _past(self, rule: str, name: str) -> list[tuple[str, str]]:
        """The limits of a rule that are over and not met: a field of each, and its last day."""
        today = local_date(clock.now()).isoformat()
        return [
            (one[name], one["end"])
            for one in self.case["clocks"]
            if one["rule"] == rule and not one["met_at"] and one["end"] and one["end"] <= today
        ]


class Driver:
    """Plays plans against a running stack."""

    def __init__(self, hall: TownHall) -> None:
        self._hall = hall
        self._serial = int(uuid.uuid4().int % 9_000_000) * 10

    def play(self, plan: Plan) -> Result:
        """Play one plan; what goes wrong stands in the result, since the other cases go on."""
        result = Result(plan.id)
        try:
            file = self._take_in(plan, result)
            self._mediate(plan, file)
            if plan.confirmation:
                self._confirm(plan, file, result)
            if plan.by_court:
                result.referral_answered = self._court_heard(plan, file)
            result.summary = self._hall.person(Role.MEDIATOR, plan.township).get(
                f"{_CASES}/{file.id}/summary"
            )
            file.look_after(_UNTOLD)
        except (Refused, TimeoutError, RuleBroken) as error:
            result.trouble = str(error)
        return result

    def _take_in(self, plan: Plan, result: Result) -> File:
        if plan.by_court:
            return self._by_court(plan)
        if plan.by_star:
            return self._by_star(plan, result)
        file = self._apply(plan, plan.township, plan.earlier_failures)
        file.act("accept", accepted_on=_iso(plan.intake_on))
        file.begin()
        return file

    def _apply(self, plan: Plan, place: str, earlier_failures: int) -> File:
        body, mediator = self._hall.body(place), self._hall.person(Role.MEDIATOR, place)
        form = {
            "body_id": body["id"],
            "category": plan.category,
            "grid_category": "其他民商事" if plan.category == "其他纠纷" else None,
            "channel": "applied",
            "parties": plan.parties,
            "facts": plan.facts,
            "applied_on": _iso(plan.intake_on),
            "claim": plan.claim,
            "earlier_failures": earlier_failures,
        }
        return File(mediator, mediator.post(f"{_CASES}/", form))

    def _by_court(self, plan: Plan) -> File:
        """A judge refers the case; the body sees it, and accepts it."""
        body, judge = self._hall.body(plan.township), self._hall.person(Role.JUDGE, plan.court)
        mediator = self._hall.person(Role.MEDIATOR, plan.township)
        today = local_date(clock.now())
        referred_on = min(plan.referred_on or today, today)
        if plan.intake_on and plan.intake_on > referred_on:
            referred_on = plan.intake_on
        self._serial += 1
        kind = "诉前调" if referred_on < date(2025, 1, 1) else "民初"
        sent = judge.post(
            f"{_REFERRALS}/",
            {
                "number": f"({referred_on.year}){plan.court}{kind}{self._serial}号",
                "court_code": plan.court,
                "cause": plan.category,
                "category": plan.category,
                "procedure": "ordinary",
                "claims": plan.facts[:2000],
                "referred_on": referred_on.isoformat(),
                "filed_on": _iso(plan.intake_on),
                "body_id": body["id"],
                "body_name": body["name"],
                "parties": plan.parties,
                "consented": [party["ref"] for party in plan.parties],
            },
        )
        case = wait_for(lambda: there(mediator, f"{_CASES}/{sent['id']}"), "the referral's arrival")
        file = File(mediator, case)
        file.act("referral/accept")
        file.begin()
        return file

    def _by_star(self, plan: Plan, result: Result) -> File:
        """The village fails; the dispute is posted, several cadres press at once, and the township takes it up again."""
        failed = self._put_on_board(plan)
        self._race(plan, failed)
        result.star_task = failed
        mediator = self._hall.person(Role.MEDIATOR, plan.township)
        successor = wait_for(lambda: self._successor(mediator, failed), "the case taken up again")
        file = File(mediator, mediator.get(f"{_CASES}/{successor}"))
        file.act("accept")
        file.begin()
        return file

    def _put_on_board(self, plan: Plan) -> str:
        """The village fails, and the panel posts the dispute; returns the id of case and task."""
        village = plan.village or plan.township
        first = self._apply(plan, village, 0)
        first.act("accept", accepted_on=_iso(plan.intake_on))
        first.begin()
        first.act("sessions", mode="joint", result="failed", count=plan.earlier_failures)
        first.fail()
        director = self._hall.person(Role.DIRECTOR, plan.township)
        secretary = self._hall.person(Role.SECRETARY, plan.township)
        task = wait_for(lambda: there(director, f"{_TASKS}/{first.id}"), "the star task")
        task = director.post(f"{_TASKS}/{first.id}/grading", {}, task["version"])
        task = secretary.post(f"{_TASKS}/{first.id}/grading/confirmation", {}, task["version"])
        return first.id

    def _race(self, plan: Plan, task: str) -> None:
        """Three cadres press at once; exactly one wins."""
        won: list[str] = []
        lost: list[str] = []

        def press(cadre: Person) -> None:
            try:
                cadre.post(f"{_TASKS}/{task}/picks", {"ties": []})
                won.append(cadre.id)
            except Refused as error:
                lost.append(error.code)

        self._hall.body(plan.township)
        racers = [threading.Thread(target=press, args=(c,)) for c in self._hall.cadres(plan.township)]
        for racer in racers:
            racer.start()
        for racer in racers:
            racer.join()
        if len(won) != 1:
            raise TimeoutError(f"{len(won)} cadres won the star task; the others heard {sorted(set(lost))}")

    @staticmethod
    def _successor(mediator: Person, case_id: str) -> str | None:
        rows = mediator.get(f"{_CASES}/?limit=100")
        found = [row["id"] for row in rows if row.get("predecessor_id") == case_id]
        return found[0] if found else None

    def _mediate(self, plan: Plan, file: File) -> None:
        for session in plan.sessions:
            file.act("sessions", **session)
        if plan.withdrawn:
            file.act("withdraw", reason="当事人撤回")
            return
        if plan.agreement is None:
            file.fail()
            return
        file.act("agreement", **plan.agreement)
        if plan.agreement["form"] in ("written", "written_by_post"):
            on = plan.agreement["agreed_on"]
            for party in file.case["parties"]:
                file.act("agreement/acts", kind="party_signed", ref=party["ref"], on=on)
            for kind in ("mediator_signed", "seal"):
                file.act("agreement/acts", kind=kind, on=on)
        if plan.performance:
            file.act("performance", performance=plan.performance, on=_iso(plan.performed_on))

    def _confirm(self, plan: Plan, file: File, result: Result) -> None:
        """All parties apply at the counter on the paper's day, or today where the day is not known."""
        wanted, agreed = plan.confirmation or {}, (plan.agreement or {}).get("agreed_on")
        clerk = self._hall.person(Role.COURT_CLERK, plan.court)
        judge = self._hall.person(Role.JUDGE, plan.court)
        path = f"{_CONFIRMATIONS}/{file.id}"
        found = wait_for(lambda: there(clerk, path), "the offer of confirmation")
        refs = [party["ref"] for party in file.case["parties"]]
        people = [{"ref": party["ref"], "name": party["name"]} for party in file.case["parties"]]
        form: dict[str, Any] = {"applicants": refs, "people": people, "channel": "counter"}
        dated = bool(agreed and wanted["on"])
        if dated:
            form["received_on"] = _iso(wanted["on"])
        try:
            found = clerk.post(f"{path}/applications", form, found["version"])
            result.confirmation_in_time = True
        except Refused as error:
            if error.code != "past_confirmation_limit":
                raise
            result.confirmation_in_time = False
            return
        decided = {"on": _iso(wanted["decided_on"])} if dated else {}
        found = judge.post(f"{path}/acceptance", {"taken": True, **decided}, found["version"])
        if wanted["result"] == "confirmed":
            checks = ["lawful", "no_harm", "public_order", "voluntary", "clear"]
            heard = {"present": refs, "in_order": checks, "papers_complete": True, **decided}
            found = judge.post(f"{path}/examination", heard, found["version"])
            self._serial += 1
            year = wanted["decided_on"].year if decided else local_date(clock.now()).year
            ruling = {
                "result": "confirmed",
                "number": f"({year}){found['court_code']}民特{self._serial}号",
                **decided,
            }
            judge.post(f"{path}/decision", ruling, found["version"])

    def _court_heard(self, plan: Plan, file: File) -> bool:
        judge = self._hall.person(Role.JUDGE, plan.court)
        states = {"succeeded", "failed", "returned_refused", "returned_unreachable", "court_acknowledged"}

        def answered() -> bool | None:
            return True if judge.get(f"{_REFERRALS}/{file.id}")["state"] in states else None

        return wait_for(answered, "the outcome's arrival at the court")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
