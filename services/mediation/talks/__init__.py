# SPDX-License-Identifier: Apache-2.0
"""Private talks (背靠背): sealed, for the mediators of the case only."""
