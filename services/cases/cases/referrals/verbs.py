"""The verb of referrals, and the aggregate as it is stored."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from cases.case.domain.case import Case
from cases.case.domain.filing import FileReferred
from cases.referrals.domain import (
    AcceptReferral,
    DeclineReferral,
    Referral,
    accept_referral,
    decline_referral,
    land,
)
from chassis.store import Aggregate, Store, Stored, no_facts
from contracts.cases import ReferralEvent
from contracts.origin import Origin
from contracts.refusal import Category, Refusal, Rule

REFERRAL = Aggregate(kind="referral", state=Referral, event=ReferralEvent, evolve=land)


@dataclass(frozen=True, kw_only=True)
class Referrals:
    """Answer what inspections refer; `file` files the case, or refuses."""

    store: Store[Referral, ReferralEvent]
    file: Callable[[FileReferred, Origin], Awaitable[Stored[Case]]]

    async def answer(self, command: FileReferred, who: Origin) -> None:
        """File a case, or decline by the rule that forbids it; once, whatever comes later."""
        id = f"referral-{command.finding}"
        if await self.store.find(id):
            return
        try:
            case = await self.file(command, who)
        except Refusal as refusal:
            if refusal.rule.category is not Category.UNLAWFUL:
                raise
            await self.store.create(id, decline_referral, declined(command, refusal.rule), who, no_facts)
            return
        accepted = AcceptReferral(finding=command.finding, case=case.id, township=command.township)
        await self.store.create(id, accept_referral, accepted, who, no_facts)


def declined(command: FileReferred, rule: Rule) -> DeclineReferral:
    return DeclineReferral(
        finding=command.finding, power=command.power, township=command.township, rule=rule.code, law=rule.law
    )
