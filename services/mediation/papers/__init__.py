# SPDX-License-Identifier: Apache-2.0
"""The statutory papers of a case (WN-07) and its folder (一案一卷), as PDF."""
