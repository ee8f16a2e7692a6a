# SPDX-License-Identifier: Apache-2.0
"""Applying online without an account (网上申请): one thing a page, in plain words; what is typed is kept as a draft."""
