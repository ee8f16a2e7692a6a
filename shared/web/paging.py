# SPDX-License-Identifier: Apache-2.0
"""Pages of a list by an opaque cursor over the sort keys, with RFC 8288 links; never by skipping."""

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import orjson
from flask import g, request
from marshmallow import EXCLUDE, Schema, fields, validate
from pymongo.collection import Collection

from shared.web.problems import Problem


class PageIn(Schema):
    """`limit` up to 100, `cursor` from the link of the page before."""

    class Meta:
        unknown = EXCLUDE

    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    cursor = fields.String(load_default="", validate=validate.Length(max=500))


def page(
    rows: Collection[dict[str, Any]],
    query: Mapping[str, Any],
    *,
    limit: int,
    cursor: str = "",
    projection: Mapping[str, Any] | None = None,
    newest: str = "created_at",
) -> list[dict[str, Any]]:
    """Up to `limit` raw rows, the latest by the time in the field `newest` first, which every row has; where that is empty,
    the greatest id. Says in `Link` where the next page is. Raises Problem for a bad cursor."""
    wanted = dict(query)
    if projection and newest and any(projection.values()):
        projection = {**projection, newest: 1}
    if cursor:
        wanted = {"$and": [wanted, _after(newest, _read(cursor))]}
    order = [(name, -1) for name in (newest, "_id") if name]
    found = list(rows.find(wanted, projection).sort(order).limit(limit + 1))
    if len(found) > limit:
        found = found[:limit]
        last: Any = [found[-1][newest], found[-1]["_id"]] if newest else found[-1]["_id"]
        mark = base64.urlsafe_b64encode(orjson.dumps(last)).decode()
        arguments = urlencode({**request.args.to_dict(), "cursor": mark, "limit": limit})
        g.next_page = f'<{request.path}?{arguments}>; rel="next"'
    return found


def _read(cursor: str) -> Any:
    try:
        return orjson.loads(base64.urlsafe_b64decode(cursor))
    except (ValueError, orjson.JSONDecodeError) as error:
        raise Problem("malformed_cursor") from error


def _after(newest: str, last: Any) -> dict[str, Any]:
    """What follows the last row of the page before."""
    match last:
        case str() if not newest:
            return {"_id": {"$lt": last}}
        case [str() as when, str() as key] if newest:
            try:
                at = datetime.fromisoformat(when)
            except ValueError as error:
                raise Problem("malformed_cursor") from error
            return {"$or": [{newest: {"$lt": at}}, {newest: at, "_id": {"$lt": key}}]}
        case _:
            raise Problem("malformed_cursor")
