"""The seed of a draw: its source and the moment from which it may be known are named when the pool is sealed (X-36)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from contracts.dated import Dated
from contracts.inspections import DrawSealed
from contracts.refusal import Category, Rule, refuse
from contracts.values import CHINA, Day, Name, PersonId, PublicWord, Value, Word

LAW: Final = "OBE 54; 国发〔2019〕5号"

NO_SUCH_SOURCE = Rule(
    "inspections/no-such-seed-source",
    "没有公布编号为 {source} 的随机数来源",
    law=LAW,
    category=Category.MALFORMED,
    remedy="从下列来源中选择：{known}",
)
NO_SUCH_ISSUE = Rule(
    "inspections/no-such-issue",
    "{title}在 {on} 没有编号为 {issue} 的一期",
    law=LAW,
    category=Category.MALFORMED,
    remedy="按公布的开奖日和期号填写：{form}",
)
WITNESSES = Rule(
    "inspections/witnesses-wanted",
    "{title}须有 {wanted} 名不同的见证人，已填 {given} 名",
    law=LAW,
    category=Category.MALFORMED,
    remedy="见证人的姓名和身份随名单一并封存；公开开奖的来源不填见证人",
)
KNOWN_ALREADY = Rule(
    "inspections/seed-known-already",
    "{title}第 {issue} 期在 {moment} 已经产生，名单须在此之前封存",
    law=LAW,
    remedy="改用尚未产生的一期",
)
ISSUE_TAKEN = Rule(
    "inspections/issue-taken",
    "这一期随机数已由另一次抽取 {holder} 使用",
    law=LAW,
    remedy="每次抽取使用各自的一期随机数，请改用以后的一期",
)
NO_SOURCE_NAMED = Rule(
    "inspections/no-seed-source",
    "封存名单须同时指明随机数的来源和产生时间，没有指明的不得抽取",
    law=LAW,
    remedy="封存时填写随机数来源、期号和开奖日；此前封存的名单须另行封存并说明理由",
)
TOO_EARLY = Rule(
    "inspections/seed-too-early", "随机数在 {moment} 以后才产生，此前不得抽取", law=LAW, remedy="请在随机数公布后抽取"
)
NOT_CANONICAL = Rule(
    "inspections/seed-not-canonical",
    "随机数应为第 {issue} 期的号码，并按规定的形式书写",
    law=LAW,
    category=Category.MALFORMED,
    remedy="{form}",
)

SourceCode = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=40)]
Issue = Annotated[str, StringConstraints(pattern=r"^[0-9][0-9-]{3,20}$")]


class Pause(Value):
    """Days on which nothing is drawn; both count."""

    first: date
    last: date


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield the days; both count."""
    return (first + timedelta(days=day) for day in range((last - first).days + 1))


class SeedSource(Value):
    """A public source: `weekdays` count from 1 (Monday), none means any day; `numbers` is how its seeds are written.

    The groups of `issue` tie it to its day: `day` is that day, `year` its year, and `number` counts the draws of the
    year, but for the `pauses`. A number up to `ahead` greater is taken: its issue comes later and is as unknown.
    """

    title: Word
    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]]
    known_from: time
    issue: str
    pauses: tuple[Pause, ...] = ()
    ahead: Annotated[int, Field(ge=0)] = 0
    numbers: str
    ascending: Annotated[int, Field(ge=0)]
    form: Word
    witnesses: Annotated[int, Field(ge=0, le=9)]
    source: Word

    def issued(self, issue: str, on: date) -> bool:
        """Return whether an issue of this writing comes out on the day; one that came out before does not."""
        named = re.fullmatch(self.issue, issue)
        if not named or not self.draws(on):
            return False
        told = named.groupdict()
        if told.get("day", f"{on:%Y%m%d}") != f"{on:%Y%m%d}" or told.get("year", f"{on:%Y}") != f"{on:%Y}":
            return False
        return "number" not in told or 0 <= int(told["number"]) - self.number_on(on) <= self.ahead

    def draws(self, on: date) -> bool:
        paused = any(pause.first <= on <= pause.last for pause in self.pauses)
        return not paused and on.isoweekday() in (self.weekdays or range(8))

    def number_on(self, on: date) -> int:
        """How many issues of the year there are with the day's."""
        new_year, weekdays = date(on.year, 1, 1), self.weekdays or range(1, 8)
        weeks, rest = divmod((on - new_year).days + 1, 7)
        paused = {
            day
            for pause in self.pauses
            for day in days_between(max(pause.first, new_year), min(pause.last, on))
            if day.isoweekday() in weekdays
        }
        last = days_between(on - timedelta(days=rest - 1), on)
        return weeks * len(weekdays) + sum(day.isoweekday() in weekdays for day in last) - len(paused)

    def next_issue(self, at: datetime) -> tuple[Issue, date] | None:
        """Return the next issue that nobody can know at the moment, and its day; None if none comes within weeks."""
        first = at.astimezone(CHINA).date()
        for on in (first + timedelta(days=day) for day in range(30)):
            if datetime.combine(on, self.known_from, CHINA) > at and self.draws(on):
                counted = (f"{on:%Y}{self.number_on(on):03}", f"{on:%Y%m%d}-1")
                return next(((issue, on) for issue in counted if self.issued(issue, on)), None)
        return None

    def canonical(self, issue: str, seed: str) -> bool:
        """Return whether this is the one writing of a seed of the issue."""
        named, _, numbers = seed.partition(" ")
        if named != issue or not re.fullmatch(self.numbers, numbers, re.ASCII):
            return False
        first = numbers.split(" ")[: self.ascending]
        return all(one < other for one, other in pairwise(first))


class SeedSources(Dated):
    """The sources that are published from a day, by their codes."""

    sample: bool
    sources: Mapping[SourceCode, SeedSource]


class Witness(Value):
    """Somebody who sees the seed come out, and in what capacity; one of them confirms it from the `account`."""

    name: Name
    role: PublicWord
    account: PersonId | None = None


class SeedNaming(Value):
    """The seed that a draw will be held with: an issue of a source, that comes out on a day to come."""

    source: SourceCode
    issue: Issue
    on: Day
    witnesses: tuple[Witness, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NamedSeed:
    """A named seed as it is sealed."""

    source: SourceCode
    title: str
    issue: Issue
    known_from: datetime

    @property
    def told(self) -> str:
        """The source as people know it."""
        return f"{self.title}第 {self.issue} 期"


def published_on(sources: Sequence[SeedSources], on: date) -> Mapping[SourceCode, SeedSource]:
    return next((one.sources for one in sources if one.valid(on)), {})


def source_of(sources: Sequence[SeedSources], code: str, on: date) -> SeedSource:
    """Return the source as published on the day; refuses NO_SUCH_SOURCE."""
    published = published_on(sources, on)
    return published.get(code) or refuse(NO_SUCH_SOURCE, source=code, known="、".join(published) or "（无）")


def name_seed(naming: SeedNaming, sources: Sequence[SeedSources], at: datetime) -> NamedSeed:
    """Name a seed that nobody can know at the moment of sealing; refuses one that may be known, or never comes."""
    source = source_of(sources, naming.source, at.astimezone(CHINA).date())
    if not source.issued(naming.issue, naming.on):
        refuse(NO_SUCH_ISSUE, title=source.title, on=naming.on, issue=naming.issue, form=source.form)
    if len({witness.name for witness in naming.witnesses}) != source.witnesses:
        refuse(WITNESSES, title=source.title, wanted=source.witnesses, given=len(naming.witnesses))
    known_from = datetime.combine(naming.on, source.known_from, CHINA)
    if known_from <= at:
        refuse(KNOWN_ALREADY, title=source.title, issue=naming.issue, moment=written(known_from))
    return NamedSeed(source=naming.source, title=source.title, issue=naming.issue, known_from=known_from)


def named_seed(sealed: DrawSealed) -> NamedSeed | None:
    """Return the seed that a seal names; None for one of a version before."""
    if not (sealed.seed_source and sealed.seed_title and sealed.seed_issue and sealed.seed_known_from):
        return None
    return NamedSeed(
        source=sealed.seed_source,
        title=sealed.seed_title,
        issue=sealed.seed_issue,
        known_from=sealed.seed_known_from,
    )


def awaited_seed(sealed: DrawSealed) -> NamedSeed:
    """Return the seed that a draw waits for; refuses a seal that names none."""
    return named_seed(sealed) or refuse(NO_SOURCE_NAMED)


def check_seed(seed: str, named: NamedSeed, sources: Sequence[SeedSources], at: datetime) -> None:
    """Refuse a seed before its moment, of another issue, or in another writing: it would draw others."""
    check_known(named, at)
    source = source_of(sources, named.source, at.astimezone(CHINA).date())
    if not source.canonical(named.issue, seed):
        refuse(NOT_CANONICAL, issue=named.issue, form=source.form)


def check_known(named: NamedSeed, at: datetime) -> None:
    """Refuse a seed that has not come out yet."""
    if at < named.known_from:
        refuse(TOO_EARLY, moment=written(named.known_from))


def written(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
