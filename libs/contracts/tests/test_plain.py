"""Days, times and numbers are taken only as people write them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.values import Day, Fen, Moment, Value


class Asked(Value):
    on: date | None = None
    day: Day | None = None
    at: Moment | None = None
    count: int = 1
    fine: Fen | None = None


def test_what_people_write_is_taken() -> None:
    asked = Asked.model_validate({"on": "2026-09-01", "at": "2026-09-01T09:30:00+08:00", "count": "10"})
    assert (asked.on, asked.count) == (date(2026, 9, 1), 10)
    assert Asked(on=date(2026, 9, 1), at=datetime(2026, 9, 1, tzinfo=UTC)).on == date(2026, 9, 1)
    assert Asked.model_validate_json('{"on": "2026-09-01", "day": null}').day is None


@pytest.mark.parametrize(
    ("field", "given"),
    [
        *[(field, given) for field in ("on", "day") for given in (0, "0", "-1", 1.0, "1756684800", "2026-09-01T00:00")],
        *[("at", given) for given in (0, "0", "1756684800", 1756684800.5, "2026-09-01")],
        *[("count", given) for given in ("1_0", " 10", "010", "1.0", "+1", "１０", "")],
    ],
)
def test_what_would_be_guessed_is_refused(field: str, given: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate({field: given})
    assert refused.value.errors()[0]["loc"][0] == field
