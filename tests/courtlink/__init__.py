# SPDX-License-Identifier: Apache-2.0
"""Court referrals and judicial confirmation."""
