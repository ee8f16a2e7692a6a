# SPDX-License-Identifier: Apache-2.0
"""Prevention counts (预防统计): what mediators kept from getting worse, each tied to a case and seen by a second person."""
