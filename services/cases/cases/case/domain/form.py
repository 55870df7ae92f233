"""What a form for a step needs besides the step: who fills it, for what, what is known, and what can be chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from cases.case.domain.case import Act, Case
from cases.case.domain.demands import check_caller
from cases.case.domain.facts import Facts, is_free
from cases.officers.domain import ALONE
from contracts.cases import CaseEvent, EvidenceTaken, RecusalRaised
from contracts.identity.holder import Holder
from contracts.identity.two_officers import MINIMUM_OFFICERS
from contracts.refusal import Refusal
from contracts.steps import Choice, Choices, passes
from contracts.values import CHINA, CertificateNumber


@dataclass(frozen=True, kw_only=True)
class Item:
    """One of several things that a step of its own is for: an unconfirmed act, a recusal that waits."""

    id: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The place at which a caller fills forms for a case of the own body; `staff` are its people, today's and former.

    `facts` are those of a command that names the caller alone.
    """

    case: Case
    facts: Facts
    staff: tuple[Holder, ...]

    @cached_property
    def free(self) -> bool:
        """False for who was recused, and for the party."""
        return passes(self.facts.check_free, self.case)

    @cached_property
    def certified(self) -> bool:
        return passes(check_caller, self.facts)

    @cached_property
    def handled_by_others(self) -> bool:
        return passes(self.facts.check_handled_by_others, self.case)

    @cached_property
    def own_numbers(self) -> frozenset[CertificateNumber]:
        """The certificates of the caller, under any account."""
        own, caller = self.facts.acting.own, self.facts.acting.caller
        mine = {one.certificate for one in self.staff if own and own.mark and one.mark == own.mark}
        return frozenset(filter(None, {*mine, caller, own.certificate if own else None}))

    def is_about_me(self, raised: RecusalRaised) -> bool:
        own = self.facts.acting.own
        return not raised.names.isdisjoint({*self.own_numbers, self.facts.acting.person, own.mark if own else None})

    @cached_property
    def officers(self) -> Choices:
        """Certificates of the case's officers that count today."""
        return Choices(choices=[one for one in self.able.choices if one.value in self.case.officers])

    @cached_property
    def able(self) -> Choices:
        """Certificates that count today, of whoever may be an officer of the case; one of each human being."""
        own = {self.facts.acting.caller, *self.case.officers}
        able = [one for one in self.staff if one.certified(self.facts.today.on) and is_free(self.case, one)]
        humans: dict[str, str] = {}
        for one in sorted(able, key=certificate_of):
            number = certificate_of(one)
            if one.mark not in humans or number in own:
                humans[one.mark or number] = number
        return numbers(humans.values())

    @cached_property
    def two(self) -> dict[str, Any]:
        """The caller, and the officers of the case with whom an act is done, as far as they may."""
        able = [str(choice.value) for choice in self.officers.choices]
        caller = self.facts.acting.caller
        named = [caller, *(number for number in self.case.officers if number != caller)]
        return {"officers": [number for number in named if number in able]}

    @cached_property
    def lacks_second(self) -> tuple[Refusal, ...]:
        """That no second officer is there."""
        return (Refusal(ALONE),) if len(self.officers.choices) < MINIMUM_OFFICERS else ()

    @cached_property
    def shown(self) -> list[Act]:
        """What findings may rest on: confirmed evidence, and re-checks that found it corrected."""
        fulfilled = [one for one in self.case.rechecks if one.fulfilled]
        found: tuple[Act, ...] = (*self.case.evidence, *fulfilled)
        return [act for act in found if self.case.is_confirmed(act)]

    @cached_property
    def evidence(self) -> Choices:
        return acts(self.shown)


@lru_cache(1024)
def number_of(certificate: CertificateNumber) -> Choice:
    return Choice(value=certificate, label=certificate)


def numbers(certificates: Iterable[CertificateNumber]) -> Choices:
    return Choices(choices=[number_of(number) for number in certificates])


def certificate_of(holder: Holder) -> str:
    return holder.certificate or ""


def acts(shown: Iterable[Act]) -> Choices:
    return Choices(choices=[Choice(value=act.act, label=told(act)) for act in shown])


def told(act: Act | RecusalRaised) -> str:
    """Return what an act is, in Chinese."""
    if isinstance(act, EvidenceTaken):
        return f"{act.kind.word} {act.taken_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return act.word if isinstance(act, CaseEvent) else ""


def items(case: Case) -> dict[str, list[Item]]:
    """Return, for each step that is given for one of several things, those for which it is to be given."""
    waiting = [Item(id=act.act, label=told(act)) for act in case.unconfirmed]
    raised = [Item(id=one.recusal, label=one.concerns) for one in case.recusals_pending]
    return {"confirm-act": waiting, "decide-recusal": raised}
