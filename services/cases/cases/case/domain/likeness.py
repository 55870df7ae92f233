"""Who may be the same human being under another document (APL 29, 43; docs/decisions/0043).

The person of an identity card, of a passport and of an own household are three parties by their numbers.
"""

from datetime import date

from cases.case.domain.facts import Facts
from contracts.texts import folded
from contracts.values import GivenOperator, GivenParty, Sha256


def alike(party: GivenParty, operator: GivenOperator | None, born: date | None, facts: Facts) -> tuple[Sha256, ...]:
    """Return keyed marks of a person, or of a household's operator, who was born on the day if that is known."""
    name = folded(operator.name if operator else party.name)
    marks = [facts.mark(f"name and address\n{name}\n{folded(party.address)}")]
    if born:
        marks.append(facts.mark(f"name and birth\n{name}\n{born}"))
    if operator:
        marks.append(facts.person_mark(operator.number))
    return tuple(sorted(set(marks)))
