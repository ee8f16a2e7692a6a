# SPDX-License-Identifier: Apache-2.0
"""Files of a case (证据材料): photos of paper records, scans of signatures, identity papers; kept sealed."""
