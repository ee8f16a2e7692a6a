# SPDX-License-Identifier: Apache-2.0
"""Ledgers (台账): workbooks as offices keep them, read row by row, each row accepted or refused with a reason."""
