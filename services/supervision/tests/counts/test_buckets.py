"""The one form of a bucket."""

from datetime import date

from supervision.counts.buckets import Bucket, Kind, numbered, once, read

DAY = date(2026, 9, 30)


def test_a_fact_counts_in_its_township_its_month_and_all_totals() -> None:
    assert sorted(once(Kind.OPENED, "130624100", DAY)) == [
        "opened/130624100/2026-09",
        "opened/130624100/all",
        "opened/county/2026-09",
        "opened/county/all",
    ]


def test_what_belongs_to_no_township_counts_for_the_county_alone() -> None:
    assert sorted(once(Kind.DRAWS, None, DAY)) == ["draws/county/2026-09", "draws/county/all"]


def test_several_of_a_kind_are_numbered_within_the_month_and_within_all() -> None:
    found = numbered(Kind.VIOLATIONS, "130624100", [DAY, date(2026, 10, 1), DAY])
    assert len(found) == len(set(found))
    assert {item for item in found if item.startswith("violations/130624100")} == {
        "violations/130624100/2026-09/1",
        "violations/130624100/2026-09/2",
        "violations/130624100/2026-10/1",
        "violations/130624100/all/1",
        "violations/130624100/all/2",
        "violations/130624100/all/3",
    }


def test_a_bucket_is_read_as_it_was_written_even_when_the_rule_has_slashes() -> None:
    for bucket in (
        Bucket(Kind.OPEN, "county", "all"),
        Bucket(Kind.REFUSED, "130624100", "2026-09", "cases/one-officer/alone"),
    ):
        assert read(str(bucket)) == bucket
