"""A firm in the register and its credit risk class, an internal reference (Doc 6, X-39)."""

from dataclasses import dataclass, replace
from datetime import date

from contracts.credit import EntryRecorded, FirmEvent, FirmKind, FirmRegistered, Risk, TierChanged
from contracts.folding import Landing
from contracts.places import KnownTownship
from contracts.values import Command, IssuedCreditCode, Name, PublicName, PublicWord, SocialCreditCode, Tier
from credit.scoring.domain.model import Model, model_on
from credit.scoring.domain.scoring import counting, score_at

REASONS_LISTED = 5


class RegisterFirm(Command):
    """The data of a firm; one row of an imported file too. A household may be called after its person."""

    code: IssuedCreditCode
    name: PublicName
    township: KnownTownship
    kind: FirmKind
    field: PublicWord
    risk: Risk
    address: PublicWord
    legal_person: Name


class AssessFirm(Command):
    """`on` is the day of the assessment."""

    code: SocialCreditCode
    on: date


@dataclass(frozen=True, kw_only=True)
class RegistrationFacts:
    """`models` are all versions, `on` is the day of the registration."""

    models: tuple[Model, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class AssessmentFacts:
    """`entries` are those of all the firm's ledgers."""

    models: tuple[Model, ...]
    entries: tuple[EntryRecorded, ...]


@dataclass(frozen=True, kw_only=True)
class Firm:
    """`tier` is that of the newest event, kept because lists filter by it."""

    registered: FirmRegistered
    tier_changed: TierChanged | None = None
    tier: Tier = Tier.B


land = Landing(Firm)


def firm_id(code: SocialCreditCode) -> str:
    """The id of the aggregate."""
    return f"firm-{code}"


def evolve(firm: Firm | None, event: FirmEvent) -> Firm:
    landed = land(firm, event)
    return replace(landed, tier=(landed.tier_changed or landed.registered).tier)


def register_firm(command: RegisterFirm, facts: RegistrationFacts) -> list[FirmEvent]:
    """Register a firm in the tier of the starting score."""
    model = model_on(facts.models, facts.on)
    return [
        FirmRegistered(
            code=command.code,
            name=command.name,
            township=command.township,
            kind=command.kind,
            field=command.field,
            risk=command.risk,
            address=command.address,
            tier=model.tier(model.start),
            legal_person=command.legal_person,
        )
    ]


def register_imported(firm: Firm | None, command: RegisterFirm, facts: RegistrationFacts) -> list[FirmEvent]:
    """Register a row of an accepted file; a firm that stands in the register stays as it was registered."""
    return [] if firm else register_firm(command, facts)


def assess_firm(firm: Firm, command: AssessFirm, facts: AssessmentFacts) -> list[FirmEvent]:
    """Change the tier if the score of the day calls for another."""
    model = model_on(facts.models, command.on)
    score = score_at(facts.entries, model, command.on)
    tier = model.tier(score)
    if tier is firm.tier:
        return []
    counted = counting(facts.entries, command.on)
    return [
        TierChanged(
            code=firm.registered.code,
            previous=firm.tier,
            tier=tier,
            score=score,
            model=model.id,
            changed_on=command.on,
            explanation=explained(firm.tier, tier, score, model, counted),
        )
    ]


def explained(previous: Tier, tier: Tier, score: int, model: Model, counted: list[EntryRecorded]) -> str:
    """The reason in words, with the newest entries that count."""
    newest = [entry for entry in reversed(counted) if entry.points][:REASONS_LISTED]
    reasons = "；".join(f"{entry.happened_on} {entry.explanation}（{entry.points:+d}）" for entry in newest)
    why = f"计入：{reasons}" if reasons else "原有记录均已到期，不再计入"
    return f"依《{model.title}》计得 {score} 分，信用风险等级由 {previous} 调整为 {tier}。{why}"
