"""A picture of one visit or patrol shows nothing in another one (X-32)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from tests.support.inspected import ANOTHER_PICTURE, patrolled, visited
from tests.support.lawful import KNOWN, PICTURE
from tests.support.neighbours import changed

from contracts.inspections import (
    ItemAnswered,
    PatrolFound,
    RectifiedOnSite,
    TermRechecked,
)
from contracts.shot import Picture
from supervision.review import Elsewhere

type Rules = Callable[..., list[str]]


def test_x32_what_shows_one_visit_or_patrol_shows_no_other(rules: Rules) -> None:
    for file, kind, picture in (
        (visited().history(), RectifiedOnSite, ANOTHER_PICTURE),
        (changed(visited().history(), ItemAnswered, pictures=(Picture(picture="9" * 64),)), ItemAnswered, "9" * 64),
        (visited().history(), TermRechecked, "d" * 64),
        (patrolled().history(), PatrolFound, PICTURE),
    ):
        one = file.of(kind)[0]
        before = Elsewhere(id="visit-0", at=one.at - timedelta(days=1))
        assert rules(file, replace(KNOWN, pictures={picture: (before,)})) == ["X-32 unlawful"]
        for other in (replace(before, at=one.at + timedelta(days=1)), replace(before, id=file.id)):
            assert rules(file, replace(KNOWN, pictures={picture: (other,)})) == []
    assert rules(visited().history(), replace(KNOWN, pictures={PICTURE: (replace(before, id="visit-0"),)})) == []
