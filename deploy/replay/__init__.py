# SPDX-License-Identifier: Apache-2.0
"""Replays published disputes against a running demo, as people would do it, and compares what the software makes of them."""
