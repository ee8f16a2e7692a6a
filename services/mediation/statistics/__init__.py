# SPDX-License-Identifier: Apache-2.0
"""Statistics (统计) of cases, and the register as a workbook."""
