"""The data files of powers, and the treatment of bad ones."""

from datetime import date

import pytest
from services.cases.tests.powers.sample_list import LISTED, confirmations

from cases.powers.reference import DATA, load_limitations, load_powers, powers
from contracts.places import DEPARTMENTS, TOWNSHIPS
from contracts.reference import BadReference

FIRE = "powers/fire.toml"
PLAYED = {
    *("AG-01", "CG-07", "EN-04", "EN-07", "EN-08", "FI-01", "MK-02"),
    *("MK-04", "NR-08", "SF-01", "SF-03", "SF-04", "SF-07", "TR-01"),
}


def test_all_files_load() -> None:
    assert len(DATA.names("powers")) == 9
    assert len(load_powers()) == 62


def test_every_power_belongs_to_a_department_of_the_county_and_all_its_townships() -> None:
    for versions in load_powers().values():
        for power in versions:
            assert power.department in DEPARTMENTS
            assert power.townships == set(TOWNSHIPS)


def test_the_sample_list_is_marked_and_confirms_open_powers() -> None:
    assert LISTED["sample"] is True
    assert len(confirmations()) == len(LISTED["confirmations"])
    assert set(confirmations()) >= PLAYED
    for code, confirmation in confirmations().items():
        assert all(power.needs_confirmation for power in load_powers()[code])
        assert confirmation.townships == set(TOWNSHIPS)
        assert confirmation.valid(date(2026, 8, 15))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[[powers]]", "[[powers", "powers/fire.toml: "),
        ("[[powers]]", "[[power]]", "powers/fire.toml: no tables"),
        ('limitation = "APL 36"', 'limitation = "APL 99"', r"powers/fire.toml: powers\[0\] FI-01.limitation: APL 99"),
        ('field = "fire"', 'field = "water"', r"powers/fire.toml: powers\[0\] FI-01.field: "),
        ("most = 50_000_00", 'most = "much"', r"powers/fire.toml: powers\[0\] FI-01.fines\[0\].most: "),
        ('code = "FI-03"', 'code = "FI-3"', r"powers/fire.toml: powers\[2\] FI-3.code: "),
        ('code = "FI-03"', 'code = "FI-02"', "powers: FI-02: the versions of .* overlap"),
        ('name = "占用、堵塞、封闭消防车通道"', 'title = ""', r"powers\[1\] FI-02.name: .*powers\[1\] FI-02.title: "),
    ],
)
def test_a_bad_row_is_named_by_file_and_place(old: str, new: str, fault: str) -> None:
    text = DATA.read(FIRE)
    assert old in text
    with pytest.raises(BadReference, match=fault):
        powers({FIRE: text.replace(old, new)}, load_limitations())
