"""JSON view of an account: persons by their ids, since their names stay with identity."""

from pydantic import BaseModel

from chassis.consuming import Row
from chassis.http import View
from contracts.event import Registry
from contracts.identity import OfficerEvent
from contracts.labels import labels_in
from contracts.values import BodyCode, PersonId, Role, TownshipCode
from supervision.accounts.row import AccountRow, AccountStep

LANGUAGE = Registry.below(OfficerEvent)


class AccountStepView(BaseModel):
    type: str
    label: str
    at: str
    actor: PersonId
    asked_by: PersonId | None
    alone: bool


class AccountView(View):
    """What was last done with an account, the newest first."""

    body: BodyCode
    township: TownshipCode | None
    roles: tuple[Role, ...]
    last_at: str
    steps: list[AccountStepView]


def account_view(found: Row[AccountRow]) -> AccountView:
    row = found.row
    return AccountView(
        id=found.id,
        version=found.sequence,
        labels=labels_in(row),
        body=row.body,
        township=row.township,
        roles=row.roles,
        last_at=row.last_at,
        steps=[step_view(step) for step in reversed(row.steps)],
    )


def step_view(step: AccountStep) -> AccountStepView:
    return AccountStepView(
        type=step.type,
        label=LANGUAGE.word(step.type) or step.type,
        at=step.at,
        actor=step.actor,
        asked_by=step.asked_by,
        alone=step.alone,
    )
