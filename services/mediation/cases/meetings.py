# SPDX-License-Identifier: Apache-2.0
"""Sessions and appointments: who came, how, where, when, what was offered, and what was left open."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from mongoengine import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    EmbeddedDocument,
    EmbeddedDocumentListField,
    IntField,
    ListField,
    StringField,
)

from services.mediation.cases.logged import Logged
from shared.errors import RuleBroken


class Result(StrEnum):
    """What a session came to (调解结果)."""

    OPEN = "open"
    FAILED = "failed"
    PARTIAL = "partial"
    AGREED = "agreed"


class Mode(StrEnum):
    """How a session was held (调解方式)."""

    JOINT = "joint"  # 面对面
    CAUCUS = "caucus"  # 背靠背
    SHUTTLE = "shuttle"  # 穿梭
    SITE_VISIT = "site_visit"  # 现场
    ONLINE = "online"  # 线上、视频
    PHONE = "phone"  # 电话
    OTHER = "other"


TOGETHER = {Mode.JOINT, Mode.SITE_VISIT, Mode.ONLINE}


class Came(StrEnum):
    """As what somebody came."""

    PARTY = "party"
    REPRESENTATIVE = "representative"
    HELPER = "helper"
    MEDIATOR = "mediator"


class Attendance(EmbeddedDocument):
    """Who came (到场人): `who` is a party's letter, a helper's id or an account."""

    who = StringField(required=True)
    came_as = StringField(required=True, choices=[str(c) for c in Came])


class Offer(EmbeddedDocument):
    """What one side offered in a joint session, for the record (调解方案). `amount` in yuan."""

    by = StringField(required=True)
    what = StringField(required=True)
    amount = DecimalField(precision=2, force_string=True)


class MeetingRecord(Logged):
    """One session (调解记录); `count` sessions when several were recorded as one. No words of a private talk.

    `began_at`, `ended_at` and `device_at` are what the device said; `recorded_at` is the server's time. A correction is
    an entry of its own that names the one it `corrects`.
    """

    id = StringField(required=True)
    held_on = DateField()
    mode = StringField(required=True)
    result = StringField(required=True)
    count = IntField(default=1)
    minutes = IntField()
    before_us = BooleanField(default=False)
    place = StringField(default="")
    began_at = DateTimeField()
    ended_at = DateTimeField()
    came = EmbeddedDocumentListField(Attendance)
    record = StringField(default="")
    offers = EmbeddedDocumentListField(Offer)
    facts_agreed = ListField(StringField())
    next_on = DateField()
    safety_checked = BooleanField(default=False)
    separate_times = BooleanField(default=False)
    recording_alone = BooleanField(default=False)
    is_open = BooleanField(default=False)
    open_agreed = ListField(StringField())
    corrects = StringField()


class Appointment(EmbeddedDocument):
    """When the next session shall be (约定时间); `at` is a moment, `minutes` its length."""

    id = StringField(required=True)
    at = DateTimeField(required=True)
    minutes = IntField(default=60)
    place = StringField(default="")
    mode = StringField(required=True)
    sequence = IntField(default=0)
    cancelled = BooleanField(default=False)


class Unavailable(EmbeddedDocument):
    """Days on which a party can't come (不能到场的日期)."""

    ref = StringField(required=True)
    since = DateField(required=True)
    until = DateField(required=True)


def may_meet(mode: Mode, *, violence: bool, safety_checked: bool) -> None:
    """Where violence is feared, nobody is brought together without a safety check (反家庭暴力法 art 14, SP-05).

    Raises RuleBroken `safety_check_missing`.
    """
    if violence and mode in TOGETHER and not safety_checked:
        raise RuleBroken("safety_check_missing")


def may_be_open(is_open: bool, agreed: Iterable[str], refs: Iterable[str]) -> None:
    """A session is closed, and open to others only if every party agreed (PML art 23, PM-12; 医疗纠纷条例 art 42, SP-01).

    Raises RuleBroken `open_not_agreed`.
    """
    if is_open and (lack := sorted(set(refs) - set(agreed))):
        raise RuleBroken("open_not_agreed", ref="、".join(lack))


ALONE = {Mode.CAUCUS, Mode.SHUTTLE}


def no_private_words(mode: Mode, *words: object) -> None:
    """What one side says alone is kept as a private talk, sealed; the common record has only that it took place (CT-23).

    Raises RuleBroken `words_of_a_private_talk`.
    """
    if mode in ALONE and any(words):
        raise RuleBroken("words_of_a_private_talk")


def may_be_away(since: date, until: date, today: date, most: int) -> None:
    """Days ahead, and not so many that nobody can ever be met. Raises RuleBroken: dates_reversed, away_in_past, away_too_long."""
    if until < since:
        raise RuleBroken("dates_reversed")
    if since < today:
        raise RuleBroken("away_in_past", field="since")
    if until > since + timedelta(days=most):
        raise RuleBroken("away_too_long", most=most, field="until")


def everybody_can_come(day: date, away: Iterable[Unavailable], names: Mapping[str, str]) -> None:
    """No party said that it can't come on this day. Raises RuleBroken `party_cannot_come`."""
    for one in away:
        if one.since <= day <= one.until:
            raise RuleBroken("party_cannot_come", party=names.get(one.ref, one.ref), day=day, field="at")
