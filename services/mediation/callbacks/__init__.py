# SPDX-License-Identifier: Apache-2.0
"""Whom the callback centre calls (SB-15)."""
