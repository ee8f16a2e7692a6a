# SPDX-License-Identifier: Apache-2.0
"""A court's own system, to try the exchange with: written after docs/exchange.md, with nothing of the product's code."""
