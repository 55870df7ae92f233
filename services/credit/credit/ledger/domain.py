"""A firm's ledger of a year: the facts that moved its score, each with its points and its reason."""

from dataclasses import dataclass
from datetime import date

from contracts.calendar import months_after
from contracts.cases import Sanction
from contracts.credit import EntryRecorded, EntryVoided, LedgerEvent
from contracts.folding import Landing
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Fen, SocialCreditCode
from credit.scoring.domain.model import Model, ScoredFact, model_on

NOT_REGISTERED = Rule(
    "credit/not-registered",
    "登记簿中没有统一社会信用代码为 {firm} 的市场主体",
    category=Category.UNKNOWN,
    remedy="登记后自动补记",
)


class RecordFact(Command):
    """`source` is the event that tells the fact (`<aggregate>:<sequence>`)."""

    firm: SocialCreditCode
    fact: ScoredFact
    happened_on: date
    source: str


class RecordPenalty(Command):
    """A penalty that the model of its day has yet to grade."""

    firm: SocialCreditCode
    fine: Fen
    sanctions: tuple[Sanction, ...]
    happened_on: date
    source: str


class VoidEntry(Command):
    """`entry` is the source of what proved not to be so, `source` the event that says so."""

    firm: SocialCreditCode
    entry: str
    source: str
    on: date


@dataclass(frozen=True, kw_only=True)
class EntryFacts:
    """`registered` is true if the firm stands in the register; `models` are all versions."""

    registered: bool
    models: tuple[Model, ...]


@dataclass(frozen=True, kw_only=True)
class Ledger:
    entries: tuple[EntryRecorded, ...]
    voided: tuple[EntryVoided, ...] = ()

    @property
    def standing(self) -> tuple[EntryRecorded, ...]:
        """The entries that were not voided."""
        gone = {fact.entry for fact in self.voided}
        return tuple(entry for entry in self.entries if entry.source not in gone)


land = Landing(Ledger)


def ledger_id(firm: SocialCreditCode, year: int) -> str:
    """The id of the aggregate: one ledger per firm and year."""
    return f"ledger-{firm}-{year}"


def record_fact(ledger: Ledger | None, command: RecordFact, facts: EntryFacts) -> list[LedgerEvent]:
    """Record a fact by the model of its own day; a source event that comes again adds nothing."""
    if not facts.registered:
        refuse(NOT_REGISTERED, firm=command.firm)
    if ledger and command.source in {entry.source for entry in ledger.entries}:
        return []
    model = model_on(facts.models, command.happened_on)
    rule = model.rules[command.fact]
    return [
        EntryRecorded(
            firm=command.firm,
            year=command.happened_on.year,
            rule=command.fact.value,
            model=model.id,
            points=rule.points,
            source=command.source,
            happened_on=command.happened_on,
            explanation=rule.explanation,
            until=months_after(command.happened_on, rule.months),
        )
    ]


def record_penalty(ledger: Ledger | None, command: RecordPenalty, facts: EntryFacts) -> list[LedgerEvent]:
    """Record a penalty, graded as minor, general or serious."""
    model = model_on(facts.models, command.happened_on)
    graded = RecordFact(
        firm=command.firm,
        fact=model.penalties.grade(command.fine, command.sanctions),
        happened_on=command.happened_on,
        source=command.source,
    )
    return record_fact(ledger, graded, facts)


def void_entry(ledger: Ledger, command: VoidEntry, facts: None) -> list[LedgerEvent]:
    """Void an entry whose fact proved not to be so, once: the firm gets its points back."""
    return [
        EntryVoided(
            firm=entry.firm,
            year=entry.year,
            rule=entry.rule,
            entry=entry.source,
            source=command.source,
            voided_on=command.on,
            explanation=f"事后查明不属实，撤销：{entry.explanation}",
        )
        for entry in ledger.standing
        if entry.source == command.entry
    ]
