"""Who may be the same party under another document or number (APL 29, 43; docs/decisions/0043).

The person of an identity card, of a passport and of an own household are three parties by their numbers; so is an
organisation whose code is read from a licence, once for each way to misread it.
"""

from datetime import date

from cases.case.domain.facts import Facts
from contracts.texts import folded
from contracts.values import GivenOperator, GivenParty, Sha256


def alike(
    party: GivenParty, operator: GivenOperator | None, born: date | None, facts: Facts, *, human: bool
) -> tuple[Sha256, ...]:
    """Return keyed marks of whoever shares name and address, or of a human being name and day of birth.

    A household has those of its operator, and of its own name; an organisation's name alone tells it.
    """
    marks = []
    if human:
        name = folded(operator.name if operator else party.name)
        marks.append(facts.mark(f"name and address\n{name}\n{folded(party.address)}"))
        if born:
            marks.append(facts.mark(f"name and birth\n{name}\n{born}"))
    if operator:
        marks.append(facts.person_mark(operator.number))
        marks.append(facts.mark(f"name and address\n{folded(party.name)}\n{folded(party.address)}"))
    if not human:
        marks.append(facts.mark(f"name and address\n{folded(party.name)}\n{folded(party.address)}"))
        marks.append(facts.mark(f"organisation\n{folded(party.name)}"))
    return tuple(sorted(set(marks)))
