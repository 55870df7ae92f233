"""Reactions to foreign facts and own ones."""

from cases.case.domain.filing import FileReferred
from cases.clues.domain import TakeClue
from cases.service import Service
from chassis.consuming import Reactions
from contracts.cases import CaseFiled
from contracts.inspections import PatrolReferred, ViolationReferred
from contracts.origin import Origin

reaction = Reactions[Service]()


@reaction
async def violation_referred(event: ViolationReferred, who: Origin, service: Service) -> None:
    """A finding of a visit becomes a case of the same two officers, or is declined with the rule."""
    command = FileReferred(
        finding=event.finding,
        power=event.power,
        body=event.body,
        township=event.township,
        act_on=event.found_on,
        place=event.place,
        firm=event.firm,
        officers=event.officers,
    )
    await service.referrals.answer(command, who)


@reaction
async def patrol_referred(event: PatrolReferred, who: Origin, service: Service) -> None:
    """A finding of a patrol becomes a case; nobody knows the party yet."""
    command = FileReferred(
        finding=event.finding,
        power=event.power,
        body=event.body,
        township=event.township,
        act_on=event.found_on,
        place=event.place,
        officers=event.officers,
    )
    await service.referrals.answer(command, who)


@reaction
async def case_filed(event: CaseFiled, who: Origin, service: Service) -> None:
    """The clue from which the case was filed is taken."""
    if event.clue:
        await service.clues.take(event.clue, TakeClue(case=who.subject, filed_on=event.filed_on), who)
