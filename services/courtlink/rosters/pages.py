# SPDX-License-Identifier: Apache-2.0
"""The roster of invited bodies for everybody (OMR art 5, CT-24): no account, nobody who left."""

from flask import Blueprint, render_template, request

from services.courtlink.rosters import reading
from services.courtlink.rosters.wording import FEES, KINDS
from shared.web.calls import public
from shared.web.words import _

blueprint = Blueprint("roster_pages", __name__, url_prefix="/courtlink/roster")


@blueprint.get("/")
@public
def show() -> str:
    """Bodies and mediators of each court, or of `court` and those above it."""
    rows = [
        {
            "link": None,
            "cells": [
                row["body_name"],
                _(KINDS[row["kind"]]),
                row["court_name"],
                "、".join(row["scope"]) or _("不限"),
                "、".join(one["name"] for one in row["mediators"]) or "—",
                f"{_(FEES[row['fee']])} {row.get('fee_note') or ''}",
            ],
        }
        for row in reading.public(request.args.get("court") or None)
    ]
    columns = [_("调解组织"), _("类别"), _("法院"), _("受理范围"), _("调解员"), _("收费")]
    return render_template("list.html", title=_("特邀调解名册"), columns=columns, rows=rows)
