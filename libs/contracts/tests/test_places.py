"""The county's places and bodies."""

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.cases import ReferralAccepted
from contracts.places import DEPARTMENTS, NAMES, OFFICES, SAMPLES, TOWNSHIPS, KnownTownship
from contracts.values import BodyCode, TownshipCode

KNOWN: TypeAdapter[str] = TypeAdapter(KnownTownship)
BODY: TypeAdapter[str] = TypeAdapter(BodyCode)


def test_eight_towns_and_five_townships() -> None:
    assert sum(name.endswith("镇") for name in TOWNSHIPS.values()) == 8
    assert sum(name.endswith("乡") for name in TOWNSHIPS.values()) == 5


def test_twelve_departments_marked_as_sample_and_three_offices() -> None:
    assert len(DEPARTMENTS) == 12
    assert set(DEPARTMENTS) == SAMPLES
    assert OFFICES.keys() == {"130624-draw-office", "130624-justice", "130624-hotline"}


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert [BODY.validate_python(code) for code in NAMES] == list(NAMES)
    assert len(set(NAMES.values())) == len(NAMES)


@pytest.mark.parametrize("code", TOWNSHIPS)
def test_commands_take_the_townships_of_the_county(code: str) -> None:
    assert KNOWN.validate_python(code) == code


@pytest.mark.parametrize("code", ["130624108", "130624400", "130624-market", "130625100", ""])
def test_commands_refuse_any_other(code: str) -> None:
    with pytest.raises(ValidationError):
        KNOWN.validate_python(code)


def test_the_refusal_is_in_chinese() -> None:
    with pytest.raises(ValidationError, match="阜平县没有代码为 130624400 的乡镇"):
        KNOWN.validate_python("130624400")


def test_events_are_read_with_townships_that_are_gone() -> None:
    event = ReferralAccepted.model_validate({"finding": "f", "case": "c", "township": "130624201"})
    assert event.township == "130624201"
    assert TypeAdapter(TownshipCode).validate_python("130624201") == "130624201"
