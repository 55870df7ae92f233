"""Refused attempts of people, as facts: the supervisor must see 'an officer alone, twice'."""

from datetime import date

from contracts.event import Event
from contracts.judged import Judged
from contracts.topics import REFUSALS


class AttemptRefused(Event, type="platform.attempt-refused.v1", word="拒绝办理", topic=REFUSALS):
    """A signed-in person asked for what is unlawful or not theirs; who it was stands in the envelope.

    `command` is the step that was asked for, `subject` the aggregate, `rule` and `law` the reason; the labels are their
    Chinese names, without anything of the case. `judged` is what became of the verdict that a phone told with it.
    """

    service: str
    command: str
    subject: str
    rule: str
    law: str
    refused_on: date
    command_label: str = ""
    rule_label: str = ""
    judged: Judged | None = None
