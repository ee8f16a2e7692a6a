# SPDX-License-Identifier: Apache-2.0
"""Handing a dispute that could not be settled over to a court (移交法院), with what the parties consented to."""
