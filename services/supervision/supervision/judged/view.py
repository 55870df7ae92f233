"""JSON view of the verdicts of phones in one case or visit, without persons."""

from datetime import date

from pydantic import BaseModel

from chassis.consuming import Row
from chassis.http import View
from contracts.cases import CaseEvent
from contracts.event import Registry
from contracts.inspections import VisitEvent
from contracts.judged import AS_THE_PLATFORM, Judged
from contracts.labels import labels_in
from contracts.values import BodyCode, TownshipCode
from supervision.judged.row import JudgedRow

LANGUAGES = (Registry.below(CaseEvent), Registry.below(VisitEvent))


class DifferingFact(BaseModel):
    sequence: int
    type: str
    on: date
    judged: Judged


class DifferingCase(View):
    """A case, or a visit, in which the platform found otherwise than a phone.

    `differing` are the facts of whose commands it did.
    """

    body: BodyCode
    township: TownshipCode
    reasons: tuple[Judged, ...]
    differs_on: date | None
    differing: list[DifferingFact]


def differing_case(found: Row[JudgedRow]) -> DifferingCase:
    row = found.row
    facts = [fact for fact in row.facts if fact.judged not in AS_THE_PLATFORM]
    words = {fact.type: word for fact in facts for one in LANGUAGES if (word := one.word(fact.type))}
    return DifferingCase(
        id=found.id,
        version=found.sequence,
        labels=labels_in([row.body, row.township, row.reasons]) | words,
        body=row.body,
        township=row.township,
        reasons=row.reasons,
        differs_on=row.differs_on,
        differing=[
            DifferingFact(sequence=fact.sequence, type=fact.type, on=fact.on, judged=fact.judged) for fact in facts
        ],
    )
