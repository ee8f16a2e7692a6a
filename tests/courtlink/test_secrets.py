# SPDX-License-Identifier: Apache-2.0
"""Nothing that is not in table 6.3 reaches the court: secrets are planted in every free-text field, and looked for everywhere.

The fields are found by walking the documents, so a new field is planted without anybody remembering this test. A text
field is either planted, or named below as one that the software itself writes, or as one that may cross.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import bson
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    EmbeddedDocument,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)
from mongoengine.base import BaseField

from services.courtlink.referrals.documents import Referral
from services.mediation.cases.agreements import Agreement
from services.mediation.cases.documents import Case
from services.mediation.cases.parties import Party
from services.mediation.cases.referral import CourtReferral, FailurePaper
from services.mediation.cases.referral_rules import FailureReason, Outcome
from services.mediation.cases.returning import end_referral, tell_performance
from services.mediation.talks.documents import PrivateTalk
from shared.access import Actor
from shared.call import Call
from shared.mongo import collection
from shared.papers.paper import Paper, Part
from shared.papers.printing import as_pdf
from tests.courtlink.court import TERMS, Court, Thing, at
from tests.hall import Hall, open_hall
from tests.printed import words_of

# What table 6.3 lets cross, or what came from the court itself.
CROSSES = {
    *("undisputed.text", "agreement.terms.what", "referral.paper.course", "referral.paper.matters"),
    *("referral.declined_for", "referral.preparations.addressee", "referral.preparations.sealed_address"),
    *("referral.preparations.sealed_phone", "referral.claims", "referral.cause", "referral.number"),
    *("referral.court_code", "referral.court_name", "body_name", "category", "file_number"),
    # an article of the law, of a shape that has no room for words
    "guidance.article",
    # what the court itself wrote
    *("guidance.answer", "referral.suspicion.answer"),
    # words to the court of the confirmation track, which is another test's
    *("confirmation_moves.court_name", "confirmation_moves.ground_text"),
}
# Keys, letters, accounts and codes that the software itself writes or compares; no person types words into them.
WRITTEN_BY_US = {
    *("id", "ref", "who", "to", "by", "account", "mediators", "people", "within", "inbox", "chain", "place"),
    *(
        "body_id",
        "source_id",
        "task_id",
        "predecessor_id",
        "successor_id",
        "recorded_by",
        "written_by",
        "key",
    ),
    *("reviewed_by", "decided_by", "phone", "phone_index", "identity", "identity_index", "remedies", "rule"),
    *("version", "about", "unit", "state", "signed", "accepted", "agreed", "chosen", "lead", "scan", "proof"),
    *(
        "corrects",
        "digest",
        "form",
        "kind",
        "means",
        "mode",
        "result",
        "performance",
        "clock_from",
        "procedure",
    ),
    *("extension_agreed", "regime", "channel", "way", "risk", "grid_category", "court_code", "blockers"),
    *("findings", "cleared", "cleared_for", "with_bodies", "subject_place", "case_id", "sealed", "number"),
    *(
        "confirmation_result",
        "end_reason",
        "go_to",
        "refusal_ground",
        "barred_for",
        "consent_channel",
        "missing",
    ),
    *("ground", "present", "came_as", "sha256", "media_type", "storage", "step", "schema_version", "papers"),
}


def text_fields(kind: type, before: str = "") -> Iterator[tuple[str, BaseField]]:
    """The text fields of a document and its parts, as paths such as `sessions.offers.what`."""
    for name, field in kind._fields.items():
        if isinstance(field, EmbeddedDocumentField | EmbeddedDocumentListField):
            inner = field if isinstance(field, EmbeddedDocumentField) else field.field
            yield from text_fields(inner.document_type, f"{before}{name}.")
        elif (
            isinstance(field, ListField) and isinstance(field.field, StringField) and not field.field.choices
        ) or (isinstance(field, StringField) and not field.choices):
            yield f"{before}{name}", field


def planted_paths(kind: type[Any]) -> list[str]:
    return [
        path
        for path, _ in text_fields(kind)
        if path not in CROSSES and path.rpartition(".")[2] not in WRITTEN_BY_US
    ]


_FILLERS: dict[type[BaseField], Any] = {
    DateField: datetime(2026, 5, 20),
    DateTimeField: datetime(2026, 5, 20),
    IntField: 1,
    BooleanField: False,
    StringField: "x",
}


def blank(kind: type[EmbeddedDocument]) -> dict[str, Any]:
    """A part with its days and what else it requires."""

    def filler(field: BaseField) -> Any:
        if isinstance(field, EmbeddedDocumentField):
            return blank(field.document_type)
        return field.choices[0] if field.choices else _FILLERS[type(field)]

    return {
        name: filler(field)
        for name, field in kind._fields.items()
        if field.required or isinstance(field, DateField | DateTimeField)
    }


def plant(raw: dict[str, Any], kind: type[Any], path: str, word: str) -> None:
    """Write `word` at `path` of a raw document; a missing part is made."""
    name, _, rest = path.partition(".")
    field = kind._fields[name]
    if not rest:
        raw[name] = [*raw.get(name, []), word] if isinstance(field, ListField) else word
        return
    if isinstance(field, EmbeddedDocumentField):
        part = raw.setdefault(name, blank(field.document_type))
        plant(part, field.document_type, rest, word)
        return
    inner = field.field.document_type
    if not raw.get(name):
        raw[name] = [blank(inner)]
    for part in raw[name]:
        plant(part, inner, rest, word)


@pytest.fixture(scope="module")
def court(mongo_url: str, namespace: str) -> Iterator[Court]:
    with open_hall(mongo_url, f"{namespace}secret_") as hall:
        yield Court(hall)


@pytest.fixture(autouse=True)
def _clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHILAO_CLOCK_FILE", str(tmp_path / "clock.json"))
    at("2026-05-20T09:00")


def full_case(court: Court) -> tuple[Thing, Thing, str]:
    """A referred case in which every kind of part exists, and a private talk."""
    hall = court.hall
    sent = court.refer()
    case = court.begun(sent)
    came = [{"who": ref, "came_as": "party"} for ref in "AB"]
    offers = [{"by": "B", "what": "愿付", "amount": "30000.00"}]
    meeting = {"mode": "joint", "came": came, "offers": offers, "facts_agreed": ["面谈"], "record": "记录"}
    case.act("sessions", result="open", **meeting)
    case.act("concerns", concerns=["suicide_risk"], risk="red")
    case.act("reports", to="police", note="报告")
    case.act("helpers", name="邻居", kind="邻居")
    case.act("appointments", at="2026-05-28T09:00:00+08:00", mode="joint", place="村委会")
    case.act("referral/disclosures", tie="other_tie")
    for ref in "AB":
        tie = case.seen["referral"]["disclosures"][0]["id"]
        case.act("referral/disclosures/acceptances", disclosure=tie, ref=ref)
    case.act("referral/suspicion", flags=["not_own_will"])
    case.act("guidance", topic="law", article="民法典第五百八十五条")
    case.act("undisputed-facts", text="只有一方签")
    case.act("resume", reason="继续")
    talk = hall.post(
        "mediation", "mediator", "/talks/", {"case_id": sent.id, "ref": "B", "text": "最多三万"}
    ).json["id"]
    return sent, case, str(talk)


def plant_everywhere(case_id: str, word: str) -> int:
    """Plant the word in every free-text field of the case and of what belongs to it; returns how many."""
    count = 0
    raw = collection(Case).find_one({"_id": case_id}) or {}
    for number, path in enumerate(planted_paths(Case)):
        plant(raw, Case, path, f"{word}{number}")
        count += 1
    raw.pop("_id")
    collection(Case).update_one({"_id": case_id}, {"$set": {k: v for k, v in raw.items() if k != "version"}})
    return count


def kept_by_the_court(hall: Hall) -> Iterator[tuple[str, bytes]]:
    """Whatever courtlink keeps, and every event that ever travelled, by name."""
    database = collection(Referral).database
    for name in database.list_collection_names():
        for row in database[name].find():
            yield f"collection {name}", bson.encode(row)
    for event in hall.town.delivered:
        yield f"event {event['type']}", orjson.dumps(event)
    for path in ("/referrals/", "/desk/?whose=court", "/guidance/", "/confirmations/", *EXPORTS):
        answer = hall.get("courtlink", "judge", path)
        assert answer.status_code == 200, path
        yield f"API {path}", answer.data
    yield "page of referrals", hall.browser("courtlink", "judge").get("/courtlink/referrals/").data


def shown_to_the_court(hall: Hall, referral_id: str) -> Iterator[tuple[str, bytes]]:
    """Whatever the court reads of one referral."""
    for path in ("", "/materials", "/addresses"):
        yield f"API {path}", hall.get("courtlink", "judge", f"/referrals/{referral_id}{path}").data
    page = hall.browser("courtlink", "judge").get(f"/courtlink/referrals/{referral_id}")
    yield "page", page.data
    for form in hall.get("courtlink", "judge", f"/papers/referrals/{referral_id}").json:
        path = f"/papers/referrals/{referral_id}/{form['form']}.pdf"
        printed = hall.get("courtlink", "judge", path)
        assert printed.data[:5] == b"%PDF-", path
        yield f"paper {form['title']}", printed.data


def sent_on_paper(hall: Hall, case_id: str) -> Iterator[tuple[str, str]]:
    """The papers that mediation prints for the court, by title; without addresses, whose seals the planting broke."""
    collection(Case).update_one({"_id": case_id}, {"$unset": {"parties.$[].service": ""}})
    listed = hall.get("mediation", "mediator", f"/papers/{case_id}/court")
    assert listed.status_code == 200, listed.json
    for form in listed.json:
        printed = hall.get("mediation", "mediator", f"/papers/{case_id}/court/{form['form']}.pdf")
        assert printed.data[:5] == b"%PDF-", form
        yield form["title"], words_of(printed.data)


# Who the parties are and who acts for them: a paper to the court names its people.
NAMED = {"parties.name", "parties.role", "parties.representative.name", "parties.representatives.name"}


A_DAY = date(2026, 5, 20)
EXPORTS = (
    "/statistics/?first=2026-01-01&last=2026-12-31",
    "/statistics/workbook?first=2026-01-01&last=2026-12-31",
)
ENDINGS = ("fail", "return", "withdraw", "limit", "stop", "settle")


def end(court: Court, sent: Thing, case: Thing, how: str) -> None:
    """One of the ways in which a referral ends, each with its own event."""
    hall = court.hall
    case.again()
    if how == "fail":
        court.failed(case)
    elif how == "return":
        case.act("referral/return", reason="refused", ref="B")
    elif how == "withdraw":
        case.act("withdraw", reason="当事人撤回")
    elif how == "limit":
        hall.town.tick(at("2026-06-05T00:00"))
        at("2026-05-20T09:00")
    elif how == "stop":
        hall.town.deliver()
        sent.again()
        sent.act("suspicion", answer="stopped")
    else:
        case.act("agreement", form="written", terms=TERMS)
        for ref in "AB":
            case.act("agreement/acts", kind="party_signed", ref=ref, on="2026-05-20")
        case.act("performance", performance="partly_performed")
    hall.town.deliver(times=3, backwards=True)
    sent.again()


def test_each_text_field_is_planted_or_named_with_its_reason() -> None:
    paths = {path for path, _ in text_fields(Case)}

    assert paths >= CROSSES
    assert {
        name for name in WRITTEN_BY_US if any(path.rpartition(".")[2] == name for path in paths)
    } <= WRITTEN_BY_US
    planted = planted_paths(Case)
    for path in (
        "facts",
        "sessions.record",
        "sessions.offers.what",
        "reports.note",
        "parties.name",
        "objections",
    ):
        assert path in planted
    assert len(planted) >= 25
    assert "sealed" in PrivateTalk._fields


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(
    word=st.text(alphabet="甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥0123456789", min_size=8, max_size=12),
    outcome=st.sampled_from(list(Outcome)),
    reviewed=st.booleans(),
)
def test_whatever_the_words_and_the_outcome_the_sender_tells_none_of_them(
    word: str, outcome: Outcome, reviewed: bool
) -> None:
    secret = f"密{word}"
    case = a_case(outcome, reviewed=reviewed)
    raw = case.to_mongo().to_dict()
    for path in planted_paths(Case):
        plant(raw, Case, path, secret)
    planted = Case._from_son(raw).begin(A_CALL)

    end_referral(planted, outcome, reason=FailureReason.OTHER)
    tell_performance(planted)

    told = repr(planted._owed)
    assert planted._owed
    assert secret not in told
    assert ("平和的经过" in told) == (reviewed and outcome is Outcome.FAILED)


A_CALL = Call(actor=Actor("mediator-1"), at=datetime(2026, 5, 20, tzinfo=UTC))


def a_case(outcome: Outcome, *, reviewed: bool) -> Case:
    """A referred case as it is when it ends."""
    paper = FailurePaper(course="平和的经过", written_by="m", reviewed_by="d" if reviewed else None)
    referral = CourtReferral(
        number="n", court_code="c", referred_on=A_DAY, landed_at=A_CALL.at, accept_by=A_DAY, paper=paper
    )
    agreement = Agreement(form="written", effective=True, effective_on=A_DAY, digest="d")
    case = Case(id="case", category="合同纠纷", referral=referral, ended_on=A_DAY, agreement=agreement)
    case.parties = [Party(ref=ref, name=ref, kind="person") for ref in "AB"]
    return case


@pytest.mark.timeout(600)
def test_no_planted_word_is_found_at_the_court(court: Court, capfd: pytest.CaptureFixture[str]) -> None:
    hall, word, endings = court.hall, "密语甲乙丙", []
    for how in ENDINGS:
        sent, case, talk = full_case(court)
        hall.town.deliver()
        count = plant_everywhere(sent.id, word)
        planted = bson.encode(collection(Case).find_one({"_id": sent.id}) or {})
        assert planted.count(word.encode()) >= count
        end(court, sent, case, how)
        endings.append((how, sent, talk))

    for how, sent, talk in endings:
        assert sent.again()["outcome"] is not None
        assert hall.get("mediation", "judge", f"/talks/{talk}").status_code == 404
        shown = dict(shown_to_the_court(hall, sent.id))
        assert "paper 委托调解函" in shown
        for name, data in shown.items():
            assert word not in words_of(data), name
        for title, text in sent_on_paper(hall, sent.id) if how in ("fail", "settle") else ():
            leaked = {planted_paths(Case)[int(number)] for number in re.findall(rf"{word}(\d+)", text)}
            assert leaked <= NAMED, (title, leaked)
    for name, data in kept_by_the_court(hall):
        assert word not in words_of(data), name
        assert b"\\u5bc6\\u8bed" not in data, name
    out, err = capfd.readouterr()
    assert word not in out + err


def test_papers_and_workbooks_are_looked_into() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("sheet.xml", "密" * 50)

    assert "密密" in words_of(packed.getvalue())
    assert words_of(b"plain") == "plain"
    paper = Paper("委托调解函", "", [Part(lines=["密语甲乙丙丁戊" * 12])], [])
    assert "密语甲乙丙丁戊" in words_of(as_pdf([paper], author="院", number="1"))
