"""The rows of firms and officers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.credit import FirmRegistered, TierChanged
from contracts.identity import (
    CertificateReinstated,
    CertificateSuspended,
    CertificateWithdrawn,
    OfficerCertified,
    OfficerRegistered,
    RolesChanged,
)
from contracts.values import Tier
from supervision.register.firm_row import FIRM_ROWS
from supervision.register.officer_row import OFFICER_ROWS

type Builder = Callable[..., Any]


def test_a_firm_has_its_township_and_its_newest_class(make: Builder, fold: Builder) -> None:
    row = fold(FIRM_ROWS, make(FirmRegistered, tier="B"), make(TierChanged, tier="C"))
    assert (row.code, row.township, row.tier) == ("91350100M000100Y43", "130624100", Tier.C)
    assert fold(FIRM_ROWS, make(TierChanged)) is None


def test_an_officers_certificate_counts_on_its_days(make: Builder, fold: Builder) -> None:
    day = date(2026, 9, 10)
    history = [make(OfficerRegistered), make(RolesChanged), make(OfficerCertified)]
    assert fold(OFFICER_ROWS, *history).certified(day)
    history.append(make(CertificateSuspended, effective_from=day))
    assert not fold(OFFICER_ROWS, *history).certified(day)
    history.append(make(CertificateReinstated, effective_from=day))
    assert fold(OFFICER_ROWS, *history).certified(day)
    assert not fold(OFFICER_ROWS, *history, make(CertificateWithdrawn, effective_from=day)).certified(day)
