"""Steps of a patrol with their forms: what each lacks is what its own decision refuses, tried on an example."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from contracts.identity.holder import Holder
from contracts.inspections import PatrolEvent, PatrolFound, ReplacementGround
from contracts.steps import Choice, Choices, Form, Offer, passes, refusals
from contracts.values import CertificateNumber, PersonId
from inspections.officers.domain import Humans, check_decider, check_not_handled
from inspections.officers.offers import PLACEHOLDER, certified, recordable, replacing
from inspections.patrols.domain import patrolling, setting_aside
from inspections.patrols.domain.patrol import Facts, Patrol
from inspections.patrols.domain.patrolling import check_acting

type Decision[C] = Callable[[Patrol, C, Facts], list[PatrolEvent]]

TOLD, ANY_POWER = "如实记录", "EN-01"
LAWS: Final = {
    "record-finding": "APL 46, 47",
    "confirm-finding": "APL 42",
    "refer-finding": "APL 54",
    "set-finding-aside": "APL 54(2)",
    "replace-patrol-officer": "APL 42, 43",
    "conclude-patrol": "APL 47",
}
"""The articles under which each is taken: what is seen on patrol is the beginning of a case, and recorded like one."""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The place at which a caller fills forms for a patrol; `staff` are the people of its body.

    `own` tells whether the caller is of that body, `joined` which findings were joined to each that waits.
    """

    patrol: Patrol
    facts: Facts
    staff: tuple[Holder, ...]
    own: bool
    joined: Mapping[str, frozenset[str]]

    @cached_property
    def acts(self) -> bool:
        return self.own and passes(check_acting, self.patrol, self.facts)

    @cached_property
    def as_officer(self) -> Facts:
        """The facts as an officer of the patrol has them: the caller, or the first of them."""
        sent = self.patrol.officers
        return self.facts if self.facts.caller in sent else replace(self.facts, caller=sent[0])

    def of_officers[C](self, name: str, decide: Decision[C], command: C, form: Form, label: str) -> Offer:
        missing = refusals(decide, self.patrol, command, self.as_officer)
        return Offer(name=name, label=label, may=self.acts, form=replace(form, missing=missing))


def offers(desk: Desk) -> list[Offer]:
    """Return the steps of a patrol; those for a finding once for each that waits."""
    replaced = [replacement(desk, officer) for officer in desk.patrol.officers]
    every = (*going(desk), *confirmations(desk), *findings(desk), *replaced, ending(desk))
    return [replace(offer, law=LAWS[offer.name]) for offer in every]


def going(desk: Desk) -> Iterator[Offer]:
    facts, patrol = desk.facts, desk.patrol
    since = min(patrol.assigned.patrol_on, facts.on)
    came = patrol.joined(desk.as_officer.caller) if desk.as_officer.caller else None
    days = recordable(facts.on, max(since, came.replaced_on) if came else since, facts.inspection_terms)
    found = patrolling.RecordFinding(place=TOLD, picture=PLACEHOLDER, description=TOLD)
    form = Form(options={"found_on": days})
    yield desk.of_officers("record-finding", patrolling.record_finding, found, form, "")


def confirmations(desk: Desk) -> Iterator[Offer]:
    """One for each finding that nobody confirmed and that did not come to nothing."""
    confirmed = {fact.finding for fact in desk.patrol.confirmed}
    waiting = set(desk.patrol.open_findings) - confirmed
    for found in [one for one in desk.patrol.found if one.finding in waiting]:
        others = [officer for officer in desk.patrol.officers if officer != found.officer]
        own = desk.facts.caller in others
        facts = desk.facts if own or not others else replace(desk.facts, caller=others[0])
        command = patrolling.ConfirmFinding(finding=found.finding)
        missing = refusals(patrolling.confirm_finding, desk.patrol, command, facts)
        may = desk.acts and own
        form = Form(missing=missing)
        yield Offer(name="confirm-finding", id=found.finding, label=told(desk, found), may=may, form=form)


def told(desk: Desk, found: PatrolFound) -> str:
    return f"第 {desk.patrol.found.index(found) + 1} 项：{found.place}"


def findings(desk: Desk) -> Iterator[Offer]:
    """What can be done about each finding that was neither referred nor set aside."""
    waiting = desk.patrol.open_findings
    for found in [one for one in desk.patrol.found if one.finding in waiting]:
        known, label = {"finding": found.finding}, told(desk, found)
        refer = patrolling.ReferFinding(finding=found.finding, power=ANY_POWER)
        yield desk.of_officers("refer-finding", patrolling.refer_finding, refer, Form(prefill=known), label)
        yield setting_aside_of(desk, found)


def setting_aside_of(desk: Desk, found: PatrolFound) -> Offer:
    """One finding's setting aside, with those that were joined to it; else it may join another one of the patrol."""
    joined = sorted(desk.joined.get(found.finding, ()))
    command = setting_aside.SetFindingAside(finding=found.finding, reasons=TOLD, joined=tuple(joined))
    facts = replace(desk.as_officer, joined=frozenset(joined))
    missing = refusals(setting_aside.set_finding_aside, desk.patrol, command, facts)
    others = [one for one in desk.patrol.found if one is not found and one.finding in desk.patrol.open_findings]
    same = Choices(choices=[Choice(value=one.finding, label=told(desk, one)) for one in others])
    options = {"same_as": same} if others and not joined else {}
    form = Form(prefill={"finding": found.finding, "joined": joined}, options=options, missing=missing)
    return Offer(name="set-finding-aside", label=told(desk, found), may=desk.acts, form=form)


def replacement(desk: Desk, officer: CertificateNumber) -> Offer:
    """One officer's replacement; who is or was to go replaces nobody but the own person."""
    facts, patrol = desk.facts, desk.patrol
    decider = desk.own and passes(check_decider, facts.person, patrol.recused, facts.humans)
    own = facts.humans.are_among(facts.person, [officer])
    may = decider and (own or passes(check_not_handled, facts.person, patrol.handlers, facts.humans))
    asked = facts if may else replace(facts, person=PersonId(""), humans=Humans({}))

    def attempt(by: CertificateNumber, ground: ReplacementGround) -> None:
        # Numbers of certificates that are known are valid; every page would validate dozens of them.
        command = patrolling.ReplacePatrolOfficer.model_construct(replaced=officer, by=by, ground=ground, reason=TOLD)
        patrolling.replace_patrol_officer(patrol, command, asked)

    form = replacing(officer, certified(desk.staff, facts.on), attempt)
    return Offer(name="replace-patrol-officer", label=officer, may=may, form=form)


def ending(desk: Desk) -> Offer:
    facts, patrol = desk.facts, desk.patrol
    days = [fact.found_on for fact in patrol.found] + [fact.replaced_on for fact in patrol.replacements]
    since = max([min(patrol.assigned.patrol_on, facts.on), *days])
    form = Form(options={"concluded_on": recordable(facts.on, since, facts.inspection_terms)})
    return desk.of_officers("conclude-patrol", patrolling.conclude_patrol, patrolling.ConcludePatrol(), form, "")
