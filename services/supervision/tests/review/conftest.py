"""What a review finds in a file, by rule."""

from collections.abc import Callable

import pytest
from tests.support.lawful import KNOWN, LAW

from supervision.review import History, Known, review


@pytest.fixture(scope="session")
def rules() -> Callable[..., list[str]]:
    def found(history: History, known: Known = KNOWN) -> list[str]:
        return sorted({f"{finding.rule} {finding.weight.name.lower()}" for finding in review(history, known, LAW)})

    return found
