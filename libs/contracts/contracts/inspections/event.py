from contracts.event import Event
from contracts.topics import ASSIGNMENTS, CAPS, DRAWS, PATROLS, VISITS


class DrawEvent(Event, topic=DRAWS):
    """What can happen to a draw."""


class VisitEvent(Event, topic=VISITS):
    """What can happen to a visit."""


class CapEvent(Event, topic=CAPS):
    """What can happen to the places of a firm in a year."""


class PatrolEvent(Event, topic=PATROLS):
    """What can happen to a patrol."""


class AssignmentEvent(Event, topic=ASSIGNMENTS):
    """What can happen to a task that the supervisor gave to an officer."""
