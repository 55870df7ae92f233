"""JSON views of a firm, and of the history of its score and tier."""

from datetime import date

from pydantic import BaseModel

from chassis.http import View
from chassis.store import Stored
from contracts.credit import EntryRecorded, FirmKind, Risk
from contracts.fields import Trade
from contracts.labels import labels_in, words_for
from contracts.values import SocialCreditCode, Tier, TownshipCode
from credit.firms.domain.firm import Firm

# X-39 (Doc 6): part of every view that shows a tier.
NOTICE = "信用风险等级仅供配置监管资源内部参考，不是对经营主体的信用评价；不得公开，不得作为行政处罚的依据"


class FirmView(View):
    """`tier` is an internal reference, as `notice` says; `tier_since` is empty while it is the starting one."""

    code: SocialCreditCode
    name: str
    township: TownshipCode
    kind: FirmKind
    field: str
    risk: Risk
    address: str
    tier: Tier
    tier_since: date | None
    notice: str = NOTICE


class FirmDetail(FirmView):
    """`score` is today's; `legal_person` is for the registrar."""

    score: int
    model: str
    model_is_sample: bool
    tier_explanation: str
    legal_person: str | None = None


class EntryView(BaseModel):
    """`score` is the firm's after this entry, on its day; `counts` tells whether it counts on the day asked about."""

    happened_on: date
    rule: str
    explanation: str
    points: int
    score: int
    until: date | None
    counts: bool
    source: str
    model: str


class HistoryView(BaseModel):
    """Score and tier `on` a day, and the entries up to it, the newest first."""

    code: SocialCreditCode
    on: date
    score: int
    tier: Tier
    model: str
    entries: list[EntryView]
    labels: dict[str, str]
    notice: str = NOTICE


def firm_view(stored: Stored[Firm]) -> FirmView:
    firm = stored.state
    fact = firm.registered
    return FirmView(
        id=stored.id,
        version=stored.version,
        labels=labels_in(firm) | words_for([fact.field], Trade),
        code=fact.code,
        name=fact.name,
        township=fact.township,
        kind=fact.kind,
        field=fact.field,
        risk=fact.risk,
        address=fact.address,
        tier=firm.tier,
        tier_since=firm.tier_changed.changed_on if firm.tier_changed else None,
    )


def entry_view(entry: EntryRecorded, score: int, *, counts: bool) -> EntryView:
    return EntryView(
        happened_on=entry.happened_on,
        rule=entry.rule,
        explanation=entry.explanation,
        points=entry.points,
        score=score,
        until=entry.until,
        counts=counts,
        source=entry.source,
        model=entry.model,
    )
