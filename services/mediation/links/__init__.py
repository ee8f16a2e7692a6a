# SPDX-License-Identifier: Apache-2.0
"""A party's own link (专属链接): to see its case and say whether it was really solved, without an account."""
