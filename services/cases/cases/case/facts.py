"""What a decision may know besides its aggregate, gathered from the own store before deciding.

A body decides on its own cases only (APL 22); that is checked here, once for all commands.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cases.case.domain import correction, evidence, notice
from cases.case.domain.act import ConfirmAct, OfficersCommand
from cases.case.domain.case import Case
from cases.case.domain.decision import DecidePenalty
from cases.case.domain.filing import FileCase, FileReferred, IdentifyParty
from cases.case.domain.procedure import Facts, Procedure
from cases.case.domain.proposal import Proposal
from cases.clues.domain import Clue
from cases.powers.domain.power_list import Listing
from cases.powers.reference import Law
from chassis.consuming import RowCache
from chassis.http import key_of
from chassis.process import Parts
from chassis.store import Store
from contracts.cases import ClueEvent, PowerEvent
from contracts.identity.holder import Holder
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, PowerCode, RestsOn, Sha256

OTHER_BODY = Rule("cases/case-of-other-body", "本案由其他执法主体办理", law="APL 22", category=Category.NOT_ALLOWED)
OFFICER_UNKNOWN = Rule("cases/officer-unknown", "尚不知道执法证 {number}", category=Category.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """Where the facts of a case come from."""

    parts: Parts
    law: Law
    procedure: Procedure
    officers: RowCache[Holder]
    clues: Store[Clue, ClueEvent]
    powers: Store[Listing, PowerEvent]

    async def of_case(self, case: Case | None, command: object, who: Origin) -> Facts:
        """What the command asks for, no more: each look is a read on the way of a write."""
        if case and case.filed.body != who.agency:
            refuse(OTHER_BODY)
        rows = await self.officers.of(certificates(case, command, who))
        if isinstance(command, FileReferred):
            check_known(command, rows)
        return replace(
            self.of_day(command, who),
            listing=await self.listing(case, command),
            officers={number: row.row for number, row in rows.items()},
            files=await self.files(command),
            act_mark=self.act_mark(case, command),
            clue=await self.clue(command),
            rests_on=tuple(RestsOn(id=row.id, sequence=row.sequence) for row in rows.values()),
        )

    def of_day(self, command: object, who: Origin) -> Facts:
        """The day and the law, without anything that has to be read: enough for gates."""
        return Facts(
            on=who.on,
            id=f"act-{key_of(who)}",
            body=body(command, who),
            caller=who.certificate,
            calendar=self.parts.calendar(),
            procedure=self.procedure,
            powers=self.law.powers,
            thresholds=self.law.hearing_thresholds,
        )

    async def listing(self, case: Case | None, command: object) -> Listing | None:
        power = power_of(case, command)
        found = await self.powers.find(f"power-{power}") if power else None
        return found.state if found else None

    async def files(self, command: object) -> frozenset[Sha256]:
        """Those of the named files that are there."""
        return frozenset([sha256 for sha256 in named_files(command) if await self.parts.blobs.has(sha256)])

    async def clue(self, command: object) -> Clue | None:
        if not isinstance(command, FileCase) or command.clue is None:
            return None
        found = await self.clues.find(command.clue)
        return found.state if found else None

    def act_mark(self, case: Case | None, command: object) -> Sha256:
        """Keyed hash of party, power, day and place: the same for the same act, telling nothing (APL 29)."""
        if case is None or not isinstance(command, IdentifyParty):
            return ""
        filed = case.filed
        place = "".join(filed.place.split())
        known = "\n".join((command.party.number.upper(), filed.power, filed.act_on.isoformat(), place))
        key = self.parts.settings.act_key.get_secret_value().encode()
        return hmac.new(key, known.encode(), "sha256").hexdigest()


def certificates(case: Case | None, command: object, who: Origin) -> list[CertificateNumber]:
    """Whose certificates the decision rests on."""
    caller = [who.certificate] if who.certificate else []
    match command:
        case OfficersCommand() | FileReferred():
            return list(dict.fromkeys([*command.officers, *caller]))
        case ConfirmAct() | IdentifyParty():
            return caller
        case DecidePenalty() if case:
            return list(case.filed.officers)
        case _:
            return []


def check_known(command: FileReferred, rows: Mapping[CertificateNumber, object]) -> None:
    """A referral may be heard of before its officers are: then it waits."""
    for number in command.officers:
        if number not in rows:
            refuse(OFFICER_UNKNOWN, number=number)


def body(command: object, who: Origin) -> BodyCode:
    return command.body if isinstance(command, FileReferred) else who.agency


def power_of(case: Case | None, command: object) -> PowerCode | None:
    """The power that the command is about, if it matters who holds it."""
    match command:
        case FileCase() | FileReferred():
            return command.power
        case Proposal() if case:
            return case.filed.power
        case _:
            return None


def named_files(command: object) -> tuple[Sha256, ...]:
    match command:
        case evidence.TakeEvidence() | correction.RecheckCorrection():
            return (command.blob,)
        case notice.WaiveDefence():
            return (command.signed_paper,)
        case _:
            return ()
