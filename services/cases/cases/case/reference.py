"""The law of cases from the files in `data/`: the catalogue, the thresholds of hearings and the procedure."""

from dataclasses import dataclass
from functools import cache

from cases.case.domain.gates import GATES
from cases.case.domain.procedure import Procedure, Step, Terms
from cases.penalty.domain.hearing_threshold import HearingThresholds
from cases.powers.domain.power import Powers
from cases.powers.reference import load_powers
from contracts.reference import BadReference, Data, Table, parsed, rows, versions
from contracts.steps import By

DATA = Data("cases")
ORDINARY, THRESHOLDS = "procedures/ordinary.toml", "thresholds/hearing.toml"


@dataclass(frozen=True, kw_only=True)
class Law:
    """All that the service knows from files."""

    powers: Powers
    hearing_thresholds: tuple[HearingThresholds, ...]
    procedure: Procedure


@cache
def load_law() -> Law:
    """Read every file, once; raises BadReference, with file and row, for one that cannot be used."""
    return Law(powers=load_powers(), hearing_thresholds=load_hearing_thresholds(), procedure=load_procedure())


def load_hearing_thresholds() -> tuple[HearingThresholds, ...]:
    return hearing_thresholds(DATA.read(THRESHOLDS))


def hearing_thresholds(text: str) -> tuple[HearingThresholds, ...]:
    """The tables of a file by their first day."""
    return versions(THRESHOLDS, text, "thresholds", HearingThresholds)


def load_procedure() -> Procedure:
    return procedure(ORDINARY, DATA.read(ORDINARY))


def procedure(name: str, text: str) -> Procedure:
    """The procedure that a file defines; its steps in the order of the file."""
    table = parsed(name, text)
    return Procedure(
        name=table["name"],
        valid_from=table["valid_from"],
        terms=Terms(**table["terms"]),
        steps={row["name"]: step(name, row) for row in rows(name, table, "steps")},
    )


def step(name: str, row: Table) -> Step:
    if unknown := [need for need in row["needs"] if need not in GATES]:
        raise BadReference(f"{name}: step {row['name']} needs unknown gates {unknown}")
    needs = tuple(GATES[need] for need in row["needs"])
    return Step(
        label=row["label"],
        by=By(row["by"]),
        needs=needs,
        proposes=row.get("proposes", False),
        law=row.get("law", ""),
    )
