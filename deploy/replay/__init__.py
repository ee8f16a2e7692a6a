# SPDX-License-Identifier: Apache-2.0
"""Replaying published mediation cases over HTTP, and comparing what the software makes of them with what is known."""
