# SPDX-License-Identifier: Apache-2.0
"""The one small tree of errors that commands, reactions and views may meet."""

from typing import Any


class HeshilaoError(Exception):
    """Base of every error that the product raises on purpose."""


class RuleBroken(HeshilaoError):
    """Raised when a rule of the field forbids what was asked.

    `code` is stable and has a sentence in the message catalogue (zh and en); `details` fill its blanks.
    """

    def __init__(self, code: str, /, **details: Any) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details


class NotFound(HeshilaoError):
    """Raised when a thing is not there, or the caller may not see it: the two are never told apart."""


class Forbidden(HeshilaoError):
    """Raised when none of the caller's roles may do this at all."""

    def __init__(self, code: str = "not_your_role") -> None:
        super().__init__(code)
        self.code = code


class StaleWrite(HeshilaoError):
    """Raised when another write came between load and store; nothing was written."""


class VersionMismatch(HeshilaoError):
    """Raised when the version that the caller saw (If-Match) is not the version that is stored."""

    def __init__(self, current: int) -> None:
        super().__init__(current)
        self.current = current


class AlreadyAbsorbed(HeshilaoError):
    """Raised by load when the document has absorbed the caller's message before; carries the document."""

    def __init__(self, document: Any) -> None:
        super().__init__(document.id)
        self.document = document


class BadEvent(HeshilaoError):
    """Raised when a message can never be handled: not a CloudEvent, or its data break the contract."""


class UnknownEvent(BadEvent):
    """Raised when a message names a type or version that this service does not know."""


class BrokerError(HeshilaoError):
    """Raised when RabbitMQ cannot be reached or ended the connection; trying again may help."""
