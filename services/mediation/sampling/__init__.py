# SPDX-License-Identifier: Apache-2.0
"""Sampling of folders (卷宗抽查): a supervisor reads what chance drew, for a reason that stays on record (PV-20)."""
