# SPDX-License-Identifier: Apache-2.0
"""Finding people by their names without a readable index: blind values of each two characters that stand side by side."""

from itertools import pairwise

from shared.personal import normal
from shared.settings import vault


def pairs_of(name: str) -> list[str]:
    """The blind values of a name's pairs of characters; `陈大娘` has two. A name of one character has itself."""
    text = normal(name)
    found = {first + second for first, second in pairwise(text)} or {text}
    return sorted(vault().blind(pair, "cases.name") for pair in found)
