# SPDX-License-Identifier: Apache-2.0
"""What belongs into the folder beside sessions and agreement: questions asked of people, and papers that are not to be had."""

from enum import StrEnum

from mongoengine import DateField, DateTimeField, EmbeddedDocument, StringField

from services.mediation.cases.logged import Logged


class Investigation(Logged):
    """Somebody was asked what he knows (调查记录), WN-06, WN-07."""

    on = DateField()
    place = StringField(default="")
    asked = StringField(required=True)
    relation = StringField(default="")
    record = StringField(required=True)


class Wanted(StrEnum):
    """The papers that a folder needs as files, unless a reason says why there is none (WN-06, SP-10)."""

    IDENTITY = "identity"  # 身份证明
    PROXY = "proxy"  # 授权委托书
    SIGNED = "signed"  # 签名扫描件


class AbsentPaper(EmbeddedDocument):
    """Why the folder has no such paper of a party (缺件说明)."""

    paper = StringField(required=True, choices=[str(wanted) for wanted in Wanted])
    ref = StringField(default="")
    reason = StringField(required=True)
    recorded_at = DateTimeField(required=True)
    recorded_by = StringField(required=True)
