# SPDX-License-Identifier: Apache-2.0
"""Mediation bodies (调解组织) and their mediators."""
