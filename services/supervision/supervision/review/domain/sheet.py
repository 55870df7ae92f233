"""The score sheet of a case file (评查表): items with points, defects that void all, as dated data (domain §6)."""

from collections.abc import Sequence

from contracts.cases import CaseFiled
from contracts.dated import Dated
from contracts.values import Part, Value, Word
from supervision.review.domain.finding import Finding, Weight
from supervision.review.domain.history import History


class SheetItem(Value):
    """An item is shown by events of these types, and lost by a finding of these rules."""

    code: Word
    name: Word
    points: int
    shown_by: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Veto(Value):
    """A defect that takes a file all its points (一票否决)."""

    name: Word
    rules: tuple[str, ...]


class Grade(Value):
    least: int
    name: Word


class ScoreSheet(Dated):
    """`legality` points are for a file without anything unlawful, `quality` for its items, by their share."""

    title: Word
    source: Word
    sample: bool
    legality: int
    quality: int
    items: tuple[SheetItem, ...]
    vetoes: tuple[Veto, ...]
    grades: tuple[Grade, ...]


class ScoredItem(Part):
    """`given` is None for an item that this history does not show (未涉及): it drops out of the sum."""

    code: str
    name: str
    worth: int
    given: int | None
    rules: tuple[str, ...]


class Scored(Part):
    title: str
    source: str
    sample: bool
    items: tuple[ScoredItem, ...]
    vetoes: tuple[str, ...]
    total: int
    grade: str


def score(history: History, findings: Sequence[Finding], sheets: Sequence[ScoreSheet]) -> Scored | None:
    """Return the sheet of a case as filled in by its findings; None for other files, or without a sheet of the day."""
    filed = history.first(CaseFiled)
    sheet = next((sheet for sheet in sheets if filed and sheet.valid(filed.event.filed_on)), None)
    if sheet is None:
        return None
    broken = {finding.rule for finding in findings if finding.weight is Weight.UNLAWFUL}
    found = {finding.rule for finding in findings}
    types = {one.event.type for one in history.events}
    items = tuple(scored(item, types, found) for item in sheet.items)
    vetoes = tuple(veto.name for veto in sheet.vetoes if broken & set(veto.rules))
    total = 0 if vetoes else (0 if broken else sheet.legality) + share(items, sheet.quality)
    grade = next(grade.name for grade in sheet.grades if total >= grade.least)
    return Scored(
        title=sheet.title,
        source=sheet.source,
        sample=sheet.sample,
        items=items,
        vetoes=vetoes,
        total=total,
        grade=grade,
    )


def scored(item: SheetItem, types: set[str], found: set[str]) -> ScoredItem:
    lost = tuple(rule for rule in item.rules if rule in found)
    given = (0 if lost else item.points) if lost or types & set(item.shown_by) else None
    return ScoredItem(code=item.code, name=item.name, worth=item.points, given=given, rules=lost)


def share(items: Sequence[ScoredItem], quality: int) -> int:
    """Return the points for the items that apply, by their share of what these could bring, rounded down."""
    applying = [item for item in items if item.given is not None]
    possible = sum(item.worth for item in applying)
    return quality * sum(item.given or 0 for item in applying) // possible if possible else 0
