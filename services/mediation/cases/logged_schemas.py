# SPDX-License-Identifier: Apache-2.0
"""What goes into the endpoints that take an entry which may have been made without network."""

from marshmallow import Schema, fields


class LoggedIn(Schema):
    """`id` may be given by the device that logged it without network; `device_at` is what its clock showed."""

    id = fields.UUID(load_default=None, attribute="made_id")
    device_at = fields.AwareDateTime(allow_none=True, load_default=None)
