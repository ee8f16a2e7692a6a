# SPDX-License-Identifier: Apache-2.0
"""The roster of invited bodies and mediators (特邀调解名册) of each court, which is public (CT-24)."""
