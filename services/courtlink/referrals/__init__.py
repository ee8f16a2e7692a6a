# SPDX-License-Identifier: Apache-2.0
"""Referrals of a court to a mediation body (委派/委托调解), from the judge's paper to the court's last word."""
