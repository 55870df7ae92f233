"""JSON view of a refused attempt. It names the agency, never the person."""

from datetime import date

from chassis.consuming import Row
from chassis.http import View
from contracts.judged import Judged
from contracts.labels import labels_in
from contracts.values import BodyCode, TownshipCode
from supervision.attempts.row import AttemptRow


class AttemptView(View):
    service: str
    command: str
    subject: str
    rule: str
    law: str
    agency: BodyCode
    township: TownshipCode | None
    refused_on: date
    judged: Judged | None


def attempt_view(found: Row[AttemptRow]) -> AttemptView:
    row = found.row
    words = {row.command: row.command_label, row.rule: row.rule_label}
    return AttemptView(
        id=found.id,
        version=found.sequence,
        labels=labels_in(row) | {code: word for code, word in words.items() if word},
        service=row.service,
        command=row.command,
        subject=row.subject,
        rule=row.rule,
        law=row.law,
        agency=row.agency,
        township=row.township,
        refused_on=row.refused_on,
        judged=row.judged,
    )
