"""When and where a picture was taken: told by a phone, never demanded."""

from typing import Any

import pytest
from pydantic import ValidationError

from contracts.cases import EvidenceTaken
from contracts.shot import GivenShot, published_shot

TAKEN = "2026-09-04T10:05:00+08:00"
HERE: dict[str, Any] = {"latitude": 38_849_121, "longitude": 114_193_452, "accuracy": 12}


def test_a_place_is_kept_as_it_was_told() -> None:
    shot = published_shot(GivenShot.model_validate({"taken_at": TAKEN, "position": HERE}))
    assert shot
    assert shot.position
    assert shot.position.model_dump() == HERE


def test_no_place_and_no_shot_are_none() -> None:
    assert published_shot(None) is None
    shot = published_shot(GivenShot.model_validate({"taken_at": TAKEN}))
    assert shot
    assert shot.position is None


@pytest.mark.parametrize(
    "wrong", [{"latitude": 0}, {"longitude": 0}, {"latitude": 38.8}, {"accuracy": -1}, {"altitude": 900}]
)
def test_what_is_no_place_in_the_country_is_malformed(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        GivenShot.model_validate({"taken_at": TAKEN, "position": HERE | wrong})


def test_evidence_of_before_says_nothing_of_it() -> None:
    before = {"act": "act-1", "kind": "physical", "blob": "a" * 64, "taken_at": TAKEN, "officers": ()}
    assert EvidenceTaken.model_validate(before | {"description": "灰烬"}).blob_shot is None
