"""Settings that production refuses."""

from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from chassis.process import Settings

ACT = SecretStr("a")


def test_production_is_no_sample() -> None:
    with pytest.raises(ValidationError, match="SAMPLE is refused in production"):
        Settings(environment="production", sample=True, act_key=ACT)


def test_no_client_of_production_commands_on_any_version() -> None:
    with pytest.raises(ValidationError, match="ANY_VERSION is refused in production"):
        Settings(environment="production", any_version=True, act_key=ACT)


def test_only_a_sample_sets_its_clock() -> None:
    with pytest.raises(ValidationError, match="only a sample may set its clock"):
        Settings(clock_file=Path("clock"))


def test_only_a_sample_has_quick_passwords() -> None:
    with pytest.raises(ValidationError, match="QUICK_PASSWORDS needs ZHIFATONG_SAMPLE"):
        Settings(quick_passwords=True)
    with pytest.raises(ValidationError, match="SAMPLE is refused in production"):
        Settings(environment="production", sample=True, quick_passwords=True, act_key=ACT)


def test_production_needs_its_keys() -> None:
    with pytest.raises(ValidationError, match="must be set in production"):
        Settings(environment="production")
    assert Settings(environment="production", act_key=ACT).environment == "production"
