# SPDX-License-Identifier: Apache-2.0
"""What is due, what is silent, where it is hot: lists for those who must act."""
