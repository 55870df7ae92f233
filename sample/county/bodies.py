"""The bodies of the sample county: townships, departments and offices."""

from dataclasses import dataclass

from contracts.places import DEPARTMENTS, OFFICES, SAMPLES, TOWNSHIPS
from contracts.values import BodyKind


@dataclass(frozen=True, kw_only=True)
class Body:
    """A township, department or office; `sample` marks an entry that stands in for the county's own list."""

    code: str
    name: str
    kind: BodyKind
    township: str | None
    sample: bool


def bodies() -> tuple[Body, ...]:
    return (
        *(body(code, name, BodyKind.TOWNSHIP) for code, name in TOWNSHIPS.items()),
        *(body(code, name, BodyKind.DEPARTMENT) for code, name in DEPARTMENTS.items()),
        *(body(code, name, BodyKind.OFFICE) for code, name in OFFICES.items()),
    )


def body(code: str, name: str, kind: BodyKind) -> Body:
    township = code if kind is BodyKind.TOWNSHIP else None
    return Body(code=code, name=name, kind=kind, township=township, sample=code in SAMPLES)
