"""What the work on an alert is about: what is late or went wrong, in the case or at the firm that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.consuming import RowStore
from chassis.http import Subject, in_short
from chassis.store import Stored
from contracts.origin import Origin
from supervision.alerts.domain import Alert
from supervision.cases.row import CaseRow
from supervision.register.register import Register


@dataclass(frozen=True)
class AlertSubjects:
    """The rows that alerts are about: of cases the power, of firms the name."""

    cases: RowStore[CaseRow]
    register: Register

    async def of(self, found: Sequence[Stored[Alert]], who: Origin) -> dict[str, Subject]:
        ids = sorted({stored.state.raised.subject for stored in found})
        cases = {row.id: row.row for row in await self.cases.where({"_id": {"$in": ids}})}
        firms = await self.register.names({row.firm for row in cases.values() if row.firm})
        return {stored.id: subject(stored.state, cases.get(stored.state.raised.subject), firms) for stored in found}


def subject(alert: Alert, case: CaseRow | None, firms: Mapping[str, str]) -> Subject:
    raised = alert.raised
    about = raised.what or (case.power_name if case else "")
    return Subject(
        title=f"{raised.kind.word}：{in_short(about)}" if about else raised.kind.word,
        township=raised.township,
        party=firms.get(case.firm or "") if case else None,
        stage=case.stage if case else None,
    )
