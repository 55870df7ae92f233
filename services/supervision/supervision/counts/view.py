"""JSON views of counts."""

from pydantic import BaseModel

from chassis.consuming import CountDifference
from supervision.counts.buckets import Kind


class Count(BaseModel):
    """`rule` is there where refused attempts are counted by rule."""

    kind: Kind
    township: str
    month: str
    count: int
    rule: str | None = None


class Counts(BaseModel):
    """`pending` rows wait for the recounter: with none, the counts are exactly what the rows of `as_of` say."""

    as_of: str | None
    pending: int
    counts: list[Count]
    labels: dict[str, str] = {}


class TimeOnSite(BaseModel):
    """How long visits took by the officers' own devices, from the opening to the conclusion; begun minutes count whole.

    `within` of the `visits` took no longer than `target_minutes`; without any visit there is no median.
    """

    as_of: str | None
    pending: int
    visits: int
    within: int
    target_minutes: int
    median_minutes: float | None


class Difference(BaseModel):
    bucket: str
    rows: str
    counted: int
    recounted: int


class Differences(BaseModel):
    """Empty when every count is what a walk through the rows finds."""

    as_of: str | None
    pending: int
    differences: list[Difference]


def difference_view(difference: CountDifference) -> Difference:
    return Difference(
        bucket=difference.bucket,
        rows=difference.rows,
        counted=difference.counted,
        recounted=difference.recounted,
    )
