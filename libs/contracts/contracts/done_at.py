"""The moment of an act that reaches the platform later than it was done (docs/decisions/0049).

A command that people give on site has an optional `done_at` (None: now). The law's day is that of the moment; the
event keeps the moment, its envelope the time at which it was recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from contracts.event import ActEvent
from contracts.refusal import Rule, refuse
from contracts.values import CHINA, Command, Moment

if TYPE_CHECKING:
    from contracts.origin import Origin

CLOCKS_DIFFER = timedelta(minutes=5)
"""As far apart as a phone's clock and the platform's may be without a word about it."""


class OnSite(Command):
    """A command that may have waited on a phone: `done_at` is the moment at which it was given (None: now)."""

    done_at: Moment | None = None


class Confirmation(OnSite):
    """The body of a confirmation: what is confirmed is named by the address."""


NOW: Final = Confirmation()


@dataclass(frozen=True, kw_only=True)
class ActMoment:
    """The rules by which one service refuses a moment.

    `ahead` has the fact `at`, `early` the facts `at` and `since`, `late` the facts `at` and `latest`.
    """

    ahead: Rule
    early: Rule
    late: Rule

    def check(self, who: "Origin", follows: Iterable[ActEvent], days: int) -> None:
        """Refuse a moment that was told and lies ahead, longer ago than the days, or before what the act follows.

        Events of before tell no moment. Of one day, the two clocks may differ a little.
        """
        done = who.done_at
        if done is None:
            return
        if done > who.at:
            refuse(self.ahead, at=in_china(done))
        if who.recorded_on > (latest := who.on + timedelta(days=days)):
            refuse(self.late, at=in_china(done), latest=latest)
        since = max((fact.done_at for fact in follows if fact.done_at), default=done)
        same_day = since.astimezone(CHINA).date() == who.on
        if done + (CLOCKS_DIFFER if same_day else timedelta()) < since:
            refuse(self.early, at=in_china(done), since=in_china(since))


def told_late(done_at: datetime | None, clock_ahead: int | None, recorded_at: datetime) -> str:
    """Return in Chinese when an act was done and when sent, and a wrong clock; empty if it was sent at once."""
    told = []
    if done_at and recorded_at - done_at > CLOCKS_DIFFER:
        told.append(f"于 {in_china(done_at)} 办理，{in_china(recorded_at)} 上报")
    if clock_ahead:
        told.append(f"手机时钟{'快' if clock_ahead > 0 else '慢'} {in_words(abs(clock_ahead))}")
    return "；".join(told)


def in_words(seconds: int) -> str:
    """Return a length of time of minutes and more by its two largest units."""
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    parts = [f"{count} {unit}" for count, unit in ((days, "天"), (hours, "小时"), (minutes, "分钟")) if count]
    return " ".join(parts[:2])


def in_china(moment: datetime) -> str:
    """Return the moment to the minute, as people in China read it."""
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


def acts_in(state: Any) -> list[ActEvent]:
    """Return the facts that a state holds in its fields, alone or in tuples; none of no state."""
    held = [getattr(state, field.name) for field in fields(state)] if state else []
    each = [one for value in held for one in (value if isinstance(value, tuple) else (value,))]
    return [one for one in each if isinstance(one, ActEvent)]
