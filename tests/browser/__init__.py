# SPDX-License-Identifier: Apache-2.0
"""Real pages of a real stack, in a real Chromium."""
