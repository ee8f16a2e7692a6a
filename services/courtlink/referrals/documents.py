# SPDX-License-Identifier: Apache-2.0
"""A court's referral as courtlink keeps it: what the judge sent, and of what came back only table 6.3."""

import uuid
from datetime import date, timedelta

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocumentField,
    EmbeddedDocumentListField,
    ListField,
    StringField,
)

from services.courtlink.limits import figures
from services.courtlink.referrals import rules
from services.courtlink.referrals.parts import (
    Acknowledgement,
    BodyAnswer,
    Choice,
    ConsentAnswer,
    Extension,
    Material,
    Outcome,
    Participant,
    Party,
    Pause,
    Recalled,
    RecusalRequest,
    SentBack,
    Suspicion,
)
from shared.aggregate import Aggregate, indexes
from shared.calendar import local_date, midnight_after


class Referral(Aggregate):
    """A case that a judge referred to a mediation body (委派/委托调解); its id is also that of the case there.

    `live` is present while the case is on its way to a body or with one: a case number has one live referral. A
    re-appointment is a new referral that names its predecessor. `judge` is the account that answers for it, `team` the
    trial team whose people share it; `names` are the parties' names, by which the same people are found again;
    `told_again` when the outcome came once more, with words that were reviewed later.
    """

    SOURCE = "/courtlink"
    meta = {
        "collection": "referrals",
        "db_alias": "courtlink",
        "shown": True,
        "indexes": indexes(
            {
                "fields": ["number"],
                "unique": True,
                "partialFilterExpression": {"live": True},
                "name": "one_live",
            },
            {"fields": ["number", "_id"], "name": "by_number"},
            {"fields": ["within", "-created_at", "-_id"], "name": "listed"},
            {"fields": ["within", "state", "-created_at", "-_id"], "name": "listed_by_state"},
            {"fields": ["body_id", "state"], "name": "by_body"},
            {"fields": ["referred_on"], "name": "statistics"},
            {"fields": ["court_code", "names", "referred_on"], "name": "same_parties"},
        ),
    }

    number = StringField(required=True)
    court_code = StringField(required=True)
    court_name = StringField(required=True)
    division = StringField()
    judge = StringField()
    team = StringField()
    cause = StringField(required=True)
    category = StringField(required=True)
    procedure = StringField(required=True, choices=list(rules.Procedure))
    claims = StringField()
    claim = DecimalField(precision=2, force_string=True)
    referred_on = DateField(required=True)
    filed_on = DateField()
    regime = StringField(required=True, choices=list(rules.Regime))
    clock_from = StringField(default="first")
    warnings = ListField(StringField())
    parties = EmbeddedDocumentListField(Party)
    names = ListField(StringField())
    consents = EmbeddedDocumentListField(ConsentAnswer)
    consented_on = DateField()
    sent_back = EmbeddedDocumentField(SentBack)
    recalled = EmbeddedDocumentField(Recalled)
    choose_by = DateField()
    appointment_asked_on = DateField()
    appoint_by = DateField()
    choice = EmbeddedDocumentField(Choice)
    body_id = StringField()
    body_name = StringField()
    landed_at = DateTimeField()
    accept_by = DateField()
    predecessor_id = StringField()

    state = StringField(required=True, choices=list(rules.State), default=rules.State.RECEIVED)
    live = BooleanField()
    answer = EmbeddedDocumentField(BodyAnswer)
    staff = ListField(StringField())
    limit_ends_on = DateField()
    extension = EmbeddedDocumentField(Extension)
    pauses = EmbeddedDocumentListField(Pause)
    recusals = EmbeddedDocumentListField(RecusalRequest)
    suspicion = EmbeddedDocumentField(Suspicion)
    outcome = EmbeddedDocumentField(Outcome)
    told_again = BooleanField()
    performance = StringField()
    performed_on = DateField()
    acknowledgement = EmbeddedDocumentField(Acknowledgement)
    participants = EmbeddedDocumentListField(Participant)
    materials = EmbeddedDocumentListField(Material)

    @property
    def refs(self) -> list[str]:
        """The letters of the parties."""
        return [party.ref for party in self.parties]

    @property
    def earliest(self) -> date:
        """The first day on which something of it can have been done: the plaint's, or a year before the paper."""
        back = timedelta(days=figures().received_days_back)
        return self.filed_on or self.referred_on - back

    @property
    def agreed(self) -> list[str]:
        """The letters of those who agreed to mediation."""
        return [one.ref for one in self.consents if one.answer == rules.Consent.AGREED]

    @property
    def successor_id(self) -> str:
        """The id that the next appointment of this case has, if there is one: one refusal, one successor."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"heshilao/referral/{self.id}/next"))

    @property
    def last_day(self) -> date | None:
        """The last day of the limit as it stands, after extension and appraisal."""
        extension = self.extension.limit_ends_on if self.extension else None
        return rules.limit_now(self.limit_ends_on, [extension, *(one.limit_ends_on for one in self.pauses)])

    @property
    def stands_still(self) -> bool:
        """Whether the limit waits for an appraisal now (CT-17)."""
        return any(one.until is None for one in self.pauses)

    @property
    def red_flags(self) -> list[str]:
        """What the judge should look at (CT-15): what the mediator reported, and what the dates and names show."""
        answer = self.answer
        accepted = answer.at if answer and answer.kind == rules.Answer.ACCEPTED else None
        return rules.red_flags(
            self.suspicion.flags if self.suspicion else (),
            accepted_on=local_date(accepted) if accepted else None,
            effective_on=self.outcome.effective_on if self.outcome else None,
            same_parties=int("same_parties_again" in self.warnings),
        )

    @property
    def stopped(self) -> bool:
        """Whether the court itself ended the mediation for suspected false mediation (CT-15)."""
        found, ended = self.suspicion, self.outcome
        against = bool(found and found.answer and found.answer != rules.SuspicionAnswer.GO_ON)
        return against and bool(ended and ended.reason == "other" and ended.ended_on >= found.answered_on)

    @property
    def flags_open(self) -> bool:
        """Whether a flag waits for the judge."""
        return bool(self.red_flags) and not (self.suspicion and self.suspicion.answer)

    def settle(self) -> None:
        """Let the state follow from the facts; called before every store."""
        answers = {one.answer for one in self.consents}
        self.state = rules.state_of(
            rules.Facts(
                sent=self.landed_at is not None,
                all_agreed=set(self.agreed) == set(self.refs),
                refused=rules.Consent.REFUSED in answers,
                sent_back=self.sent_back is not None,
                recalled=self.recalled is not None,
                to_appoint=self.appoint_by is not None,
                answer=rules.Answer(self.answer.kind) if self.answer else None,
                extended=self.extension is not None,
                outcome=rules.Outcome(self.outcome.code) if self.outcome else None,
                acknowledged=self.acknowledgement is not None,
            )
        )
        self.live = True if rules.is_live(self.state) else None
        waits = self.state == rules.State.CHOOSING and self.choose_by
        self.due_at = midnight_after(self.choose_by) if waits else None
