"""Finding a power in the catalogue: by a word of its name, law or article, by field, by township."""

from collections.abc import Sequence
from datetime import date

from cases.powers.domain.competence import holders
from cases.powers.domain.confirmation import Confirmations
from cases.powers.domain.numerals import in_digits
from cases.powers.domain.power import Power, Powers
from contracts.fields import EnforcementField
from contracts.texts import folded
from contracts.values import TownshipCode, Value, Word


class Synonyms(Value):
    """Words by which people look for the same."""

    words: tuple[Word, ...]


def search(
    powers: Powers,
    confirmations: Confirmations,
    *,
    on: date,
    word: str,
    field: EnforcementField | None,
    township: TownshipCode | None,
    synonyms: Sequence[Synonyms],
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
        and all(occurs(folded(part), text(power), synonyms) for part in word.split())
    ]


def occurs(part: str, within: str, synonyms: Sequence[Synonyms]) -> bool:
    """Tell whether a folded part occurs, with digits or Chinese numerals, or in words that mean the same."""
    if part in within or in_digits(part) in in_digits(within):
        return True
    for same in (group.words for group in synonyms):
        if (named := next((word for word in same if word in part), None)) and any(word in within for word in same):
            return all(occurs(rest, within, ()) for rest in part.split(named) if rest)
    return False


def text(power: Power) -> str:
    """Return the folded text of a power that a search looks through."""
    cited = (*power.duty, *power.penalty)
    articles = "".join(f" {citation.law} {citation.article} {citation.text}" for citation in cited)
    return " ".join(folded(piece) for piece in (power.code, power.name, *articles.split()))
