# SPDX-License-Identifier: Apache-2.0
"""Boards of periods that are over: taken once, never changed; what is corrected later stands beside them as notes (SB-24)."""
