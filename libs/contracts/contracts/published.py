"""The whole published language, gathered from its packages."""

from contracts.attempts import AttemptRefused
from contracts.cases import CaseEvent, ClueEvent, PowerEvent, ReferralEvent
from contracts.credit import FirmEvent, ImportEvent, LedgerEvent
from contracts.event import Event, Registry, concrete_classes
from contracts.identity import BodyEvent, OfficerEvent
from contracts.inspections import AssignmentEvent, CapEvent, DrawEvent, PatrolEvent, VisitEvent
from contracts.supervision import AlertEvent, TaskEvent

BASES: tuple[type[Event], ...] = (
    BodyEvent,
    OfficerEvent,
    CaseEvent,
    ClueEvent,
    PowerEvent,
    ReferralEvent,
    DrawEvent,
    VisitEvent,
    CapEvent,
    PatrolEvent,
    AssignmentEvent,
    FirmEvent,
    ImportEvent,
    LedgerEvent,
    TaskEvent,
    AlertEvent,
    AttemptRefused,
)


def published() -> Registry:
    """Return every published event class, by wire name."""
    return Registry(kind for base in BASES for kind in concrete_classes(base))
