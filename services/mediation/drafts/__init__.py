# SPDX-License-Identifier: Apache-2.0
"""Drafts (草稿): an intake that somebody began and has not handed in yet."""
