# SPDX-License-Identifier: Apache-2.0
"""Disputes (纠纷), from the application to the closed file."""
