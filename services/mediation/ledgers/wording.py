# SPDX-License-Identifier: Apache-2.0
"""The words with which a ledger is written out again, so that reading them gives the same."""

RESULTS = {"success": "调解成功", "failed": "调解不成", "in_progress": "调解中"}
FORMS = {"written": "书面协议", "oral": "口头协议"}
PERFORMED = {"full": "已履行", "part": "部分履行", "no": "未履行"}
YES = {True: "是", False: "否"}
