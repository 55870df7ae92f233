"""Procedures from the files in `data/`."""

from cases.case.domain.gates import GATES
from cases.case.domain.procedure import By, Procedure, Step, Terms
from cases.powers.reference import DATA
from chassis.reference import BadReference, Table, parsed, rows

ORDINARY = "ordinary.toml"


def load_procedure() -> Procedure:
    """The ordinary procedure, or BadReference."""
    return procedure(ORDINARY, DATA.read(ORDINARY))


def procedure(name: str, text: str) -> Procedure:
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
    return Step(label=row["label"], by=By(row["by"]), needs=tuple(GATES[need] for need in row["needs"]))
