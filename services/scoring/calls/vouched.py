# SPDX-License-Identifier: Apache-2.0
"""A party at the door: its voucher in the address tells the task and the party's letter, and nothing else is open to it."""

import functools
from collections.abc import Callable
from typing import Any

from flask import current_app

from services.scoring.tasks.documents import StarTask
from services.scoring.tasks.verifying import task_of
from shared import vouchers
from shared.access import EVERYTHING, Actor
from shared.errors import NotFound
from shared.vouchers import Purpose
from shared.web.calls import begin_call, public


def vouched(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let in who holds a voucher for calling, whose `voucher` in the path the view gets as `task_id` and `party`.

    Raises RuleBroken: voucher_expired, voucher_invalid; NotFound for a dispute that has no star task.
    """

    @public
    @functools.wraps(view)
    def run(*args: Any, voucher: str, **kwargs: Any) -> Any:
        shown = vouchers.read(current_app.config["SECRET_KEY"], Purpose.CALL, voucher)
        task_id = task_of(shown.case_id)
        if task_id is None:
            raise NotFound(shown.case_id)
        begin_call(Actor(f"party:{task_id}/{shown.ref}"), EVERYTHING)
        return view(*args, task_id=task_id, party=shown.ref, **kwargs)

    return run


def task_for(task_id: str) -> StarTask:
    """The task of the voucher."""
    return StarTask.find(task_id, EVERYTHING)
