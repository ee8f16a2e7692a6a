# SPDX-License-Identifier: Apache-2.0
"""Every code has its sentence, in Chinese and English; the committed documents are fresh."""

import re
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from deploy.documents import FOLDER, openapi, text
from deploy.topology import SERVICES
from shared.service import Service
from shared.web.problems import KIT_MESSAGES, Catalogue

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_every_code_that_is_raised_has_a_sentence(service: Service) -> None:
    catalogue = Catalogue(KIT_MESSAGES, service.messages)

    for folder in (ROOT / "shared", ROOT / "services" / service.name):
        for file in folder.rglob("*.py"):
            for code in re.findall(r'(?:RuleBroken|Problem)\(\s*"([a-z0-9_]+)"', file.read_text()):
                assert code in catalogue, f"{file}: {code} has no sentence"


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.name)
def test_the_committed_openapi_file_is_fresh_and_valid(service: Service) -> None:
    assert (FOLDER / f"{service.name}.json").read_text(encoding="utf-8") == text(service)
    validate(openapi(service))
