# SPDX-License-Identifier: Apache-2.0
"""Judicial confirmation (司法确认) of agreements made outside a suit."""
