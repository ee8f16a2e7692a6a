# SPDX-License-Identifier: Apache-2.0
"""Trial teams (审判团队): their judges and clerks, the bodies paired with them, and who stands in for whom."""
