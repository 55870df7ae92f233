"""Steps that may come next, as a form for each can be made of them: what is missing, known already and to be chosen."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Final, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field

from contracts.code import Code
from contracts.refusal import Category, Refusal, Rule
from contracts.unit import Unit
from contracts.values import Role


class By(Code):
    """Taker of a step: officers with their certificates, the head of the body, or either; or another post."""

    OFFICERS = "officers", "执法人员"
    HEAD = "head", "行政机关负责人"
    EITHER = "either", "执法人员或者行政机关负责人"
    SUPERVISOR = "supervisor", "执法监督机构"
    DRAW_OFFICE = "draw-office", "双随机办公室"
    NAMED = "named", "指定的人员"


GIVERS: Final = {
    By.OFFICERS: (Role.OFFICER, Role.CAPTAIN),
    By.HEAD: (Role.HEAD,),
    By.EITHER: (Role.OFFICER, Role.CAPTAIN, Role.HEAD),
    By.SUPERVISOR: (Role.SUPERVISOR,),
    By.DRAW_OFFICE: (Role.DRAW_OFFICE,),
}
"""The roles in which the takers of steps give them."""

NOT_YOUR_ROLE = Rule("not-your-role", "此项须由{roles}办理", category=Category.NOT_ALLOWED)


def words_of_roles(roles: Iterable[Role]) -> str:
    return "或".join(role.word for role in roles)


class Why(Protocol):
    """A refusal, or what was kept of one."""

    @property
    def rule(self) -> Rule: ...
    @property
    def detail(self) -> str: ...
    @property
    def remedy(self) -> str: ...


class Obstacle(BaseModel):
    """Reason why a step can't be taken yet: the rule, its article, and what would make it right."""

    # Sentences and the platform's own words, in which nobody looks for the codes of a service (texts_in).
    codeless: ClassVar[frozenset[str]] = frozenset({"code", "detail", "law", "remedy", "category"})

    code: str
    detail: str
    law: str
    remedy: str
    category: Category

    @classmethod
    def of(cls, why: Why) -> Self:
        rule = why.rule
        return cls(code=rule.code, detail=why.detail, law=rule.law, remedy=why.remedy, category=rule.category)


class Choice(BaseModel):
    """A value that a field may have: its Chinese name, the article that provides it, and that one's own words."""

    value: str | bool | int
    label: str
    law: str = ""
    text: str = ""


class Option(BaseModel):
    """What a field may be."""


class Choices(Option):
    choices: list[Choice]


class Bounds(Option):
    """Least and most of a number, a day or a moment, both included; `besides` may be given, too.

    Of a figure whose unit differs from case to case, `unit` is the one here, and `of` what is measured by it.
    """

    least: int | datetime | date | None = None
    most: int | datetime | date | None = None
    besides: list[Choice] = []
    unit: Unit | None = None
    of: str = ""


type Options = Mapping[str, Option]


@dataclass(frozen=True, kw_only=True)
class Form:
    """Values that are known, choices by the field, and what still stands in the way besides what is seen anyway."""

    prefill: Mapping[str, Any] = field(default_factory=dict)
    options: Options = field(default_factory=dict)
    missing: tuple[Refusal, ...] = ()
    demanded: tuple[Refusal, ...] = ()


EMPTY: Final = Form()


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A step with its form for whoever asks; `id` and `label` name the one of several things that it is for.

    `law` is the article under which it is taken, if there is one.
    """

    name: str
    id: str = ""
    label: str = ""
    may: bool
    form: Form
    law: str = ""


class NextStep(BaseModel):
    """A step of a procedure, and the form for it: `missing` is empty when it may be taken now, `by` says who takes it.

    `demanded` is what the article asks of any penalty that the step names, in the words by which others are refused.
    `path` is below `/api/<service>`, `schema` names the request's schema in the service's OpenAPI (null: no body).
    `may_i` tells whether the caller is one who may give it, `next` whether the procedure waits for it. What is known
    already (`prefill`) and can be chosen (`options`, by the field, with dots for fields of fields) stands where both
    `may_i` is true and nothing is missing. `law` is the article under which the step is taken, if there is one.
    """

    model_config = ConfigDict(populate_by_name=True, protected_namespaces=())
    codeless: ClassVar[frozenset[str]] = frozenset(
        {"name", "label", "by", "missing", "demanded", "path", "method", "body", "may_i", "next"}
    )

    name: str
    label: str
    by: By
    missing: list[Obstacle]
    demanded: list[Obstacle]
    path: str
    method: str
    body: str | None = Field(alias="schema")
    prefill: dict[str, Any]
    options: dict[str, Choices | Bounds]
    may_i: bool
    next: bool
    law: str = ""


BLANK: Final = NextStep(
    name="",
    label="",
    by=By.NAMED,
    missing=[],
    demanded=[],
    path="",
    method="",
    body=None,
    prefill={},
    options={},
    may_i=False,
    next=False,
)
"""The step as it is for nobody; what is copied of it is not validated again."""


def shown(
    offer: Offer,
    *,
    label: str,
    by: By,
    awaited: bool,
    missing: Iterable[Obstacle] = (),
    demanded: Iterable[Obstacle] = (),
    **way: Any,
) -> NextStep:
    """Return an offer as callers see it; its form stands where it may be given now.

    What is `missing` and `demanded` of anybody comes before what the form tells; `way` are the fields of the way to it.
    """
    lacking = [*missing, *map(Obstacle.of, offer.form.missing)]
    form = offer.form if offer.may and not lacking else EMPTY
    return BLANK.model_copy(
        update={
            "name": offer.name,
            "label": f"{label}（{offer.label}）" if offer.label else label,
            "by": by,
            "missing": lacking,
            "demanded": [*demanded, *map(Obstacle.of, offer.form.demanded)],
            "prefill": dict(form.prefill),
            "options": dict(form.options),
            "may_i": offer.may,
            "next": awaited,
            "law": offer.law,
            **way,
        }
    )


def chosen(codes: Iterable[Code], law: str = "") -> Choices:
    """Return the members of an enum as choices."""
    return Choices(choices=[Choice(value=code.value, label=code.word, law=law) for code in codes])


def refusals(check: Callable[..., object], *facts: Any) -> tuple[Refusal, ...]:
    """Return what a check refuses, if it does."""
    try:
        check(*facts)
    except Refusal as refusal:
        return (refusal,)
    return ()


def passes(check: Callable[..., object], *facts: Any) -> bool:
    """Tell whether a check refuses nothing."""
    return not refusals(check, *facts)
