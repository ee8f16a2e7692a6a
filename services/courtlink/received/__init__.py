# SPDX-License-Identifier: Apache-2.0
"""Cases received from village and township mediation (收案): file, return for completion, or refuse."""
