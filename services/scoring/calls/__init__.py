# SPDX-License-Identifier: Apache-2.0
"""点将: a party calls the cadre it trusts for its own dispute; the rounds are kept in the task, which owns the contest."""
