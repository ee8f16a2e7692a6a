# SPDX-License-Identifier: Apache-2.0
"""What Marshmallow says of a field that is wrong, in Chinese for those who read Chinese."""

import re
from collections.abc import Mapping
from typing import Any

_CHINESE = [
    (re.compile(f"{english}$"), chinese)
    for english, chinese in (
        (r"Missing data for required field\.", "必须填写。"),
        (r"Field may not be null\.", "不能为空。"),
        (r"Unknown field\.", "没有这一项，请删去或者核对名称。"),
        (r"Not a valid string\.", "应当是文字。"),
        (r"Not a valid (?:integer|number)\.|Number too large\.|Special numeric values .*", "应当是数字。"),
        (r"Not a valid boolean\.", "应当是“是”或者“否”（true、false）。"),
        (r"Not a valid date\.", "应当是日期，例如 2026-11-23。"),
        (r"Not a valid (?:aware |naive )?datetime\.", "应当是带时区的时间，例如 2026-11-23T09:30:00+08:00。"),
        (r"Not a valid time\.", "应当是钟点，例如 09:30。"),
        (r"Not a valid UUID\.", "应当是 UUID 编号。"),
        (r"Not a valid URL\.", "应当是网址。"),
        (r"Not a valid list\.", "应当是一个列表。"),
        (r"Not a valid mapping type\.|Invalid (?:input )?type\.", "应当是一组有名称的内容。"),
        (r"Must be one of: (.*)\.", r"只能是：\1。"),
        (r"Must be equal to (.*)\.", r"应当等于 \1。"),
        (r"Shorter than minimum length (\d+)\.", r"至少 \1 个。"),
        (r"Longer than maximum length (\d+)\.", r"最多 \1 个。"),
        (r"Length must be between (\d+) and (\d+)\.", r"应当有 \1 到 \2 个（字）。"),
        (r"Length must be (\d+)\.", r"应当有 \1 个（字）。"),
        (
            r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
            r"应当在 \1 到 \2 之间。",
        ),
        (r"Must be greater than or equal to (\S+)\.", r"不能小于 \1。"),
        (r"Must be less than or equal to (\S+)\.", r"不能大于 \1。"),
        (r"Must be greater than (\S+)\.", r"应当大于 \1。"),
        (r"Must be less than (\S+)\.", r"应当小于 \1。"),
        (r"String does not match expected pattern\.", "格式不对。"),
        (r"Invalid (?:value|input)\.", "填得不对。"),
        (r"At least seven digits\.", "电话号码至少七位。"),
        (r"last lies before first", "截止日期不能早于开始日期。"),
        (r"name each cadre once", "每名干部只写一次。"),
        (r"name a document or an account", "请写明文书编号或者账号。"),
    )
]


def in_chinese(errors: Any) -> Any:
    """The same errors by field with each sentence in Chinese; one that is not known stays as it is."""
    if isinstance(errors, Mapping):
        return {name: in_chinese(inner) for name, inner in errors.items()}
    if isinstance(errors, list):
        return [in_chinese(inner) for inner in errors]
    for english, chinese in _CHINESE:
        if isinstance(errors, str) and (found := english.match(errors)):
            return found.expand(chinese)
    return errors
