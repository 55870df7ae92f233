"""Law as dated data: what may be punished, how far, and within which terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.calendar import WorkingDays
from contracts.cases import Sanction
from contracts.dated import Dated, in_force
from contracts.values import BodyCode, Fen, PowerCode, Subject, Value


class Stage(StrEnum):
    AT_ONCE = "at-once"
    AFTER_ORDER = "after-order"


class Held(StrEnum):
    """Source of a township's power: the law itself, a published list, or only what the bureau confirms."""

    LAW = "law"
    LIST = "list"
    CONFIRMATION = "confirmation"


class Who(StrEnum):
    ANYONE = "anyone"
    CITIZEN = "citizen"
    ORGANISATION = "organisation"

    def covers(self, subject: Subject) -> bool:
        return self is Who.ANYONE or self.value == subject.value


class Per(StrEnum):
    """What `least` and `most` are multiplied by: nothing, times and hundredths of a sum, or square metres."""

    FIXED = "fixed"
    TIMES = "times"
    PERCENT = "percent"
    SQUARE_METRE = "square-metre"


class FineRange(Value):
    """`under` is the condition that must be established, in the words of the law; empty where there is none."""

    who: Who = Who.ANYONE
    when: Stage = Stage.AT_ONCE
    least: int = 0
    most: int = 0
    per: Per = Per.FIXED
    may: bool = False
    instead_of: Sanction | None = None
    unmeasured: bool = False
    under: str = ""

    @property
    def optional(self) -> bool:
        return self.may or self.instead_of is not None

    def ceiling(self, base: int | None) -> int:
        """Return the most in fen, parts of a fen dropped; nothing where there is no amount or no base for it."""
        if self.unmeasured:
            return 0
        return self.most if self.per is Per.FIXED else self.most * (base or 0) // self.parts

    def floor(self, base: int | None) -> int:
        """Return the least in fen, parts of a fen rounded up."""
        return self.least if self.per is Per.FIXED else -(-self.least * (base or 0) // self.parts)

    @property
    def parts(self) -> int:
        return 100 if self.per is Per.PERCENT else 1

    def holds(self, fine: Fen, base: int | None) -> bool:
        return self.floor(base) <= fine <= self.ceiling(base)


class Kind(Value):
    """A kind of penalty beside the fine; `due` where the law leaves no choice, `instead_of` another kind.

    `under` is as in a range.
    """

    kind: Sanction
    who: Who = Who.ANYONE
    when: Stage = Stage.AT_ONCE
    due: bool = False
    instead_of: Sanction | None = None
    under: str = ""


class Offence(Dated):
    code: PowerCode
    laws: tuple[str, ...]
    held: Held
    check_before_use: bool = False
    fines: tuple[FineRange, ...] = ()
    kinds: tuple[Kind, ...] = ()


class Terms(Dated):
    """Lengths of terms and thresholds; `sample` names those that no law gives or that were not obtained."""

    decide_days: int
    serve_working_days: int
    pay_days: int
    reconsider_days: int
    sue_months: int
    demand_working_days: int
    court_months: int
    limitation_years: int
    defence_working_days: int
    correct_days_at_most: int
    task_days_at_most: int
    certificate_days_at_most: int
    check_clue_days: int
    first_violation_months: int
    same_act_days: int
    officers: int
    hearing_fines: Mapping[Subject, Fen]
    hearing_kinds: frozenset[Sanction]
    visits_a_year: int
    visits_merged_days: int
    record_visit_days: int
    record_told_days: int
    send_days: int
    visits_of_bodies: Mapping[BodyCode, int]
    sample: tuple[str, ...]

    def visits_of(self, body: BodyCode) -> int:
        return self.visits_of_bodies.get(body, self.visits_a_year)


@dataclass(frozen=True, kw_only=True)
class Law:
    """All that a review knows of the law; `calendar` tells days off and working days, by the yearly notices."""

    offences: Mapping[PowerCode, tuple[Offence, ...]]
    terms: tuple[Terms, ...]
    calendar: WorkingDays

    def terms_on(self, day: date) -> Terms:
        """The terms in force on the day; before the oldest table that one."""
        return in_force(self.terms, day) or self.terms[0]

    def offence(self, power: PowerCode, on: date) -> Offence | None:
        return in_force(self.offences.get(power, ()), on)
