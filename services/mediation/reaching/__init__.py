# SPDX-License-Identifier: Apache-2.0
"""How the callback centre and the cadre in charge reach the parties of a dispute on the star board, which holds no name (SB-08, SB-15)."""
