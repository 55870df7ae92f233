from contracts.event import ActEvent, Event, JudgedEvent
from contracts.topics import ASSIGNMENTS, CAPS, DRAWS, PATROLS, VISITS


class DrawEvent(Event, topic=DRAWS):
    """Base of the events of a draw."""


class VisitEvent(JudgedEvent, topic=VISITS):
    """Base of the events of a visit."""


class CapEvent(Event, topic=CAPS):
    """Base of the events of the places of a firm in a year."""


class PatrolEvent(ActEvent, topic=PATROLS):
    """Base of the events of a patrol."""


class AssignmentEvent(ActEvent, topic=ASSIGNMENTS):
    """Base of the events of a task that the supervisor gave to an officer."""
