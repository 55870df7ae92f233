"""Who pays, at which stage and how much, for every offence with a fine; typed from the rows of domain §7.2."""

from datetime import date

import pytest

from cases.powers.domain.clause import Amount, FineClause
from cases.powers.reference import load_powers

POWERS = load_powers()

# Payer, stage, range (yuan, `/m2` per square metre, `x` times, `%` per cent, `?` no amount nationally), then `may` for
# a fine at discretion and `or-warning` for one that stands instead of a warning.
SAFETY_10 = (
    "organisation at-once 0-100000, organisation after-order 100000-200000, responsible-person after-order 20000-50000"
)
SAFETY_5 = (
    "organisation at-once 0-50000, organisation after-order 50000-200000, responsible-person after-order 10000-20000"
)
BLOCKED = "organisation at-once 0-50000, responsible-person at-once 0-10000"
FIRE = "organisation at-once 5000-50000, citizen at-once 0-500 or-warning"
NOISE = "citizen after-order 200-1000 may, organisation after-order 2000-20000 may"
NOW = {
    "CG-01": "anyone at-once 5-10% , anyone at-once 0-10% may",
    "CG-02": "",
    "CG-03": "anyone at-once 0-1x may",
    "CG-04": "citizen at-once ?",
    "CG-05": "anyone at-once ? may",
    "CG-06": "anyone at-once ? may",
    "CG-07": "anyone at-once 0-20000 may",
    "CG-08": "organisation after-order 0-100000 may, citizen after-order 0-1000 may",
    "EN-01": "anyone at-once 500-2000 may",
    "EN-02": "anyone at-once 500-2000 may",
    "EN-03": "organisation at-once 10000-100000, citizen at-once 500-2000",
    "EN-04": "anyone at-once 5000-50000",
    "EN-05": "anyone after-order 10000-100000",
    "EN-06": "anyone at-once 500-5000, anyone after-order 5000-20000",
    "EN-07": "anyone at-once 2000-20000",
    "EN-08": "organisation at-once 10000-100000",
    "EN-09": "citizen at-once 100-1000",
    "EN-10": "organisation after-order 50000-500000, citizen after-order ?",
    "EN-11": "anyone at-once 5000-50000, anyone after-order 50000-200000",
    "EN-12": NOISE,
    "EN-13": NOISE,
    "EN-14": "organisation at-once 10000-100000",
    "EN-15": "anyone at-once 0-100000 may",
    "SF-01": SAFETY_10,
    "SF-02": SAFETY_10,
    "SF-03": SAFETY_5,
    "SF-04": SAFETY_5,
    "SF-05": SAFETY_10,
    "SF-06": "organisation at-once 0-50000, responsible-person after-order 50000-100000",
    "SF-07": BLOCKED,
    "SF-08": BLOCKED,
    "SF-09": "anyone at-once 1000-5000",
    "SF-10": "anyone at-once 100-500",
    "FI-01": FIRE,
    "FI-02": FIRE,
    "FI-03": FIRE,
    "NR-01": "anyone at-once 100-1000/m2 may",
    "NR-02": "anyone at-once 5-10x may",
    "NR-03": "anyone after-order 2-5x",
    "NR-04": "",
    "NR-05": "anyone at-once 5-10x",
    "NR-06": "anyone at-once 3-5x may",
    "NR-07": "anyone at-once 0-5x may, anyone at-once 0-3x may",
    "NR-08": "citizen at-once 200-3000, organisation at-once 10000-50000",
    "NR-09": "citizen at-once 200-2000, organisation at-once 2000-5000",
    "NR-10": "anyone at-once 0-10000 may, anyone after-order 10000-100000, anyone serious 10000-100000",
    "WT-01": "anyone at-once 0-50000 may",
    "WT-02": "citizen at-once 0-2/m2 may, organisation at-once 0-10/m2 may",
    "WT-03": "anyone at-once 20000-100000",
    "TR-01": "anyone at-once 0-5000 may",
    "TR-02": "anyone at-once 0-30000 may",
    "AG-01": "anyone at-once 0-1000 may, anyone after-order 1000-5000",
    "AG-02": "anyone at-once 3000-30000, anyone serious 30000-100000",
    "AG-03": "citizen at-once 0-10000, organisation at-once 50000-100000",
    "AG-04": "anyone after-order 100-1000",
    "AG-05": "organisation after-order 2000-20000",
    "PH-01": "anyone at-once 0-100000 may",
    "PH-02": "organisation at-once 0-200000 may",
    "MK-01": "anyone after-order 10000-100000, anyone serious 100000-500000",
    "MK-02": "anyone after-order 5000-50000",
    "MK-03": "anyone after-order 1000-10000",
    "MK-04": "anyone at-once 0-50000 may, anyone after-order 50000-500000 may, anyone serious 50000-500000 may",
}
BEFORE_THE_CODE = {
    **{code: NOW[code] for code in NOW if code in POWERS and len(POWERS[code]) > 1},
    "EN-06": "anyone at-once 500-20000",
    "EN-09": "citizen at-once 100-500",
    "EN-10": "organisation serious 50000-500000, citizen serious ?",
}
UNITS = {
    Amount.FIXED: (100, ""),
    Amount.PER_SQUARE_METRE: (100, "/m2"),
    Amount.MULTIPLE: (1, "x"),
    Amount.PERCENT: (1, "%"),
}


def written(fine: FineClause) -> tuple[str, ...]:
    if fine.most is None:
        extent = "?"
    else:
        unit, mark = UNITS[fine.amount]
        extent = f"{fine.least / unit:.10g}-{fine.most / unit:.10g}{mark}"
    marks = ["may"] if fine.may else []
    return (fine.payer, fine.when, extent, *marks, *(["or-warning"] if fine.instead_of == "warning" else []))


def expected(line: str) -> list[tuple[str, ...]]:
    return [tuple(part.split()) for part in line.split(",") if part.strip()]


def on(code: str, day: date) -> list[tuple[str, ...]]:
    return [written(fine) for power in POWERS[code] if power.valid(day) for fine in power.fines]


def test_every_offence_is_here() -> None:
    assert set(NOW) == set(POWERS)


@pytest.mark.parametrize("code", NOW)
def test_fines_now(code: str) -> None:
    assert on(code, date(2026, 11, 24)) == expected(NOW[code])


@pytest.mark.parametrize("code", BEFORE_THE_CODE)
def test_fines_before_the_environment_code(code: str) -> None:
    assert on(code, date(2026, 8, 14)) == expected(BEFORE_THE_CODE[code])
