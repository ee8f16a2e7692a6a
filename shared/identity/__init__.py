# SPDX-License-Identifier: Apache-2.0
"""Who people are: accounts with roles bound to places, one session for the three services, tokens for programs."""
