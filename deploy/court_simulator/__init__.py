# SPDX-License-Identifier: Apache-2.0
"""A court's own system, to try the exchange with: its messages are made after docs/exchange.md, with nothing of our code."""
