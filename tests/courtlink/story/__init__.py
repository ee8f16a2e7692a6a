# SPDX-License-Identifier: Apache-2.0
"""Referrals told over the API of court and body, with a moved clock: each rule of 6.1 to 6.3, and the bad days."""
