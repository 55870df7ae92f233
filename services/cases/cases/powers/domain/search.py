"""Finding a power in the catalogue: by a word of its name, law or article, by field, by township."""

from datetime import date

from cases.powers.domain.competence import holders
from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.power import Power, Powers
from contracts.fields import EnforcementField
from contracts.values import TownshipCode


def search(
    powers: Powers,
    confirmations: Confirmations,
    *,
    on: date,
    word: str,
    field: EnforcementField | None,
    township: TownshipCode | None,
) -> list[Power]:
    """The versions in force on a day, by code; with a township, only what it holds on that day.

    Every part of `word` must occur: `大气 119` finds article 119 of the Air law.
    """
    return [
        power
        for _, versions in sorted(powers.items())
        for power in versions
        if power.valid(on)
        and (field is None or power.field is field)
        and (township is None or township in holders(power, confirmations, on))
        and all(part in text(power) for part in word.lower().split())
    ]


def text(power: Power) -> str:
    """Return the text of a power that a search looks through."""
    cited = (*power.duty, *power.penalty)
    articles = " ".join(f"{citation.law} {citation.article} {citation.text}" for citation in cited)
    return f"{power.code} {power.name} {articles}".lower()
