# SPDX-License-Identifier: Apache-2.0
"""Settings: every one is documented, and production refuses weak secrets."""

import re
from pathlib import Path

import pytest

from shared.settings import BadSettings, KitSettings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_every_setting_stands_in_the_example() -> None:
    documented = set(re.findall(r"^HESHILAO_(\w+)=", EXAMPLE.read_text(), re.MULTILINE))
    known = {name.upper() for name in KitSettings.__dataclass_fields__} - {"ENVIRONMENT"} | {"ENV"}

    assert known <= documented


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATA_KEY"])
def test_production_refuses_a_short_secret(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    strong = {"ENV": "production", "SECRET_KEY": "s" * 40, "DATA_KEY": "ab" * 32}
    for key, value in (strong | {name: "short"}).items():
        monkeypatch.setenv(f"HESHILAO_{key}", value)

    with pytest.raises(BadSettings, match=f"HESHILAO_{name} needs at least 32 characters"):
        KitSettings.read()
