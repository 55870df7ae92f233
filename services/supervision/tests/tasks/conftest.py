"""Whom and what tasks of Fuping town name."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chassis.testing import Bench
from contracts.credit import FirmRegistered
from contracts.identity import OfficerCertified, OfficerRegistered
from supervision.service import Service

type Builder = Callable[..., Any]

FIRM = "91350100M000100Y43"


@pytest.fixture
async def known(bench: Bench[Service], make: Builder) -> None:
    """Two certified officers of Fuping town and a firm there."""
    for number in (1, 2):
        await bench.hear(f"officer-{number}", make(OfficerRegistered))
        certified = make(
            OfficerCertified,
            certificate=f"HB-{number}",
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 31),
        )
        await bench.hear(f"officer-{number}", certified)
    await bench.hear(f"firm-{FIRM}", make(FirmRegistered))
