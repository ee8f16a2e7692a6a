# SPDX-License-Identifier: Apache-2.0
"""Star tasks: a hard dispute on the board, from grading to the stars and, if need be, back."""
