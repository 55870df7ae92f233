"""The justice bureau's lists of powers: confirmed as published, or recalled (APL 24)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from pydantic import StringConstraints

from cases.days.domain import FACT_DAY
from cases.powers.domain.confirmation import Confirmation, Confirmations
from cases.powers.domain.power import Delegation, Power
from contracts.cases import PowerConfirmed, PowerEvent, PowerRecalled
from contracts.folding import Landing
from contracts.places import KnownTownship
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Day, PowerCode, PublicWord

GIVEN_BY_LAW = Rule("cases/power-given-by-law", "事项 {power} 由法律直接赋予乡镇，不以清单收回", law="APL 17, 24")
BACKDATED = Rule("cases/backdated", "不得以早于今日的日期收回", law="APL 47")
BEFORE_PUBLISHED = Rule(
    "cases/power-before-its-list",
    "清单于 {published} 公布，不得自 {since} 起生效",
    law="APL 24(1)",
    remedy="清单须经公布，生效日不早于公布日",
)
NO_DOCUMENT = Rule(
    "cases/list-without-document",
    "未注明公布清单的文件文号",
    law="APL 24(1)",
    category=Category.MALFORMED,
    remedy="请填写文号，例如“阜政发〔2025〕3号”；口头决定不能作为依据",
)
SAMPLE_LIST = Rule(
    "cases/sample-list",
    "样例清单不是赋权依据，只能在样例平台上确认",
    law="APL 24(1)",
    remedy="请按公布清单的文件登记，并填写文号",
)
OTHER_YEAR = Rule(
    "cases/list-of-another-year",
    "文号 {document} 的年份与公布日 {published} 不符",
    law="APL 24(1)",
    category=Category.MALFORMED,
    remedy="请核对文号和公布日",
)
PERIOD = Rule("cases/confirmation-period", "清单有效期的止日不得早于起日", law="APL 24", category=Category.MALFORMED)
NO_TOWNSHIP = Rule("cases/no-township", "清单至少须列明一个乡镇", law="APL 24", category=Category.MALFORMED)
BEFORE_RECALL = Rule("cases/confirmed-before-recall", "该事项自 {until} 起收回，新清单的起日不得早于该日", law="APL 24")
NOT_LISTED = Rule("cases/power-not-listed", "事项 {power} 尚未确认，无从收回", law="APL 24")
NOT_BEGUN = Rule("cases/recall-before-list", "该事项的清单自 {since} 起生效，收回日须晚于该日", law="APL 24")
RECALLED = Rule("cases/already-recalled", "该事项已自 {since} 起收回", law="APL 24")

LONG_AGO = date(1949, 10, 1)


DocumentNumber = Annotated[PublicWord, StringConstraints(pattern=r"^\S+〔(19|20)\d{2}〕\d{1,4}号$")]
"""文号: the issuing body's mark, the year and a number."""


class ConfirmPower(Command):
    """A row of the list that a document published; `sample` marks one that stands for a list not yet obtained."""

    townships: frozenset[KnownTownship]
    published_on: Day
    document: DocumentNumber | None = None
    valid_from: Day
    valid_until: Day | None = None
    source: PublicWord
    sample: bool = False


class RecallPower(Command):
    effective_from: Day
    source: PublicWord


@dataclass(frozen=True, kw_only=True)
class Listing:
    """All that was said of one power, in order."""

    confirmed: tuple[PowerConfirmed, ...] = ()
    recalled: tuple[PowerRecalled, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListFacts:
    """`power` is the newest version in the catalogue; a `sample` platform takes lists that stand for real ones."""

    on: date
    power: Power
    sample: bool


land = Landing(Listing)


def listing_id(power: PowerCode) -> str:
    return f"power-{power}"


def year_of(document: str) -> int:
    """The year in a document's number; what was numbered at its end may be published in the next one."""
    return int(document.rpartition("〔")[2].partition("〕")[0])


def confirm_power(listing: Listing | None, command: ConfirmPower, facts: ListFacts) -> list[PowerEvent]:
    """Confirm that the townships hold the power from a day on, until a last day if there is one (APL 5(3), 24)."""
    if not command.townships:
        refuse(NO_TOWNSHIP)
    FACT_DAY.of(command.published_on, facts.on, since=None)
    if command.sample and not facts.sample:
        refuse(SAMPLE_LIST)
    if not (command.document or command.sample):
        refuse(NO_DOCUMENT)
    if command.document and not 0 <= command.published_on.year - year_of(command.document) <= 1:
        refuse(OTHER_YEAR, document=command.document, published=command.published_on)
    if command.valid_from < command.published_on:
        refuse(BEFORE_PUBLISHED, published=command.published_on, since=command.valid_from)
    if command.valid_until and command.valid_until < command.valid_from:
        refuse(PERIOD)
    last = listing.recalled[-1] if listing and listing.recalled else None
    if last and command.valid_from < last.effective_from:
        refuse(BEFORE_RECALL, until=last.effective_from)
    return [
        PowerConfirmed(
            power=facts.power.code,
            townships=tuple(sorted(command.townships)),
            valid_from=command.valid_from,
            valid_until=command.valid_until,
            source=command.source,
            sample=command.sample,
            laws=facts.power.laws,
            name=facts.power.name,
            document=command.document,
            published_on=command.published_on,
            recorded_on=facts.on,
        )
    ]


def recall_power(listing: Listing | None, command: RecallPower, facts: ListFacts) -> list[PowerEvent]:
    """Recall the power from a day on, for all townships (APL 24(1))."""
    power = facts.power
    if Delegation.STATUTE in power.delegation:
        refuse(GIVEN_BY_LAW, power=power.code)
    if command.effective_from < facts.on:
        refuse(BACKDATED)
    if power.needs_confirmation and not (listing and listing.confirmed):
        refuse(NOT_LISTED, power=power.code)
    if listing:
        check_recallable(listing, command.effective_from)
    return [PowerRecalled(power=power.code, effective_from=command.effective_from, source=command.source)]


def check_recallable(listing: Listing, effective_from: date) -> None:
    if since := recalled_since(listing):
        refuse(RECALLED, since=since)
    if listing.confirmed and effective_from <= listing.confirmed[-1].valid_from:
        refuse(NOT_BEGUN, since=listing.confirmed[-1].valid_from)


def recalled_since(listing: Listing) -> date | None:
    """The day from which nobody holds the power, if no later list confirmed it again."""
    if not listing.recalled:
        return None
    since = listing.recalled[-1].effective_from
    newest = listing.confirmed[-1:]  # what was confirmed before the recall begins before its day, the last of it
    return None if newest and newest[0].valid_from >= since else since


def confirmations(listing: Listing | None, power: Power, on: date) -> Confirmations:
    """The confirmation of the power for one day by the bureau's lists; empty where they are silent about it."""
    if listing is None:
        return {}
    begun = [confirmed for confirmed in listing.confirmed if confirmed.valid_from <= on]
    if begun:
        return {power.code: confirmation(listing, begun[-1])}
    taken = [recalled.effective_from for recalled in listing.recalled if recalled.effective_from <= on]
    if taken:  # what a law's own text or another list gave, until the bureau took it back
        return {power.code: Confirmation(valid_from=LONG_AGO, valid_until=day_before(taken[0]), townships=frozenset())}
    return {}


def confirmation(listing: Listing, confirmed: PowerConfirmed) -> Confirmation:
    """The period of a row, ended early if the power was recalled after it began."""
    recalls = [
        recalled.effective_from for recalled in listing.recalled if recalled.effective_from > confirmed.valid_from
    ]
    ends = [day_before(day) for day in recalls]
    ends += [confirmed.valid_until] if confirmed.valid_until else []
    return Confirmation(
        valid_from=confirmed.valid_from,
        valid_until=min(ends, default=None),
        townships=frozenset(confirmed.townships),
    )


def day_before(day: date) -> date:
    return day - timedelta(days=1)
