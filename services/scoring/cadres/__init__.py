# SPDX-License-Identifier: Apache-2.0
"""The roster of section-level cadres who may pick star tasks."""
