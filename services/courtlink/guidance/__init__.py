# SPDX-License-Identifier: Apache-2.0
"""Guidance (业务指导): what mediators ask the judges, without a word of a case, and what they answer."""
