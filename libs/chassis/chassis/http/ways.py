"""Ways to the commands of a service, read from its own routes: address, method, schema of the body, roles."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from weakref import WeakValueDictionary

from fastapi.routing import APIRoute
from pydantic import BaseModel

from chassis.http.caller import ROLES
from contracts.labels import labels_in
from contracts.origin import Origin
from contracts.steps import GIVERS, By, Choices, NextStep, Offer, shown
from contracts.values import Role

ROUTES: WeakValueDictionary[int, APIRoute] = WeakValueDictionary()
"""The routes that are there, as modules declare them, by the identity of each."""


TAKERS: Final = {frozenset(roles): by for by, roles in GIVERS.items()}


@dataclass(frozen=True, kw_only=True)
class Way:
    """`schema` is the name of the body's schema in the OpenAPI of the service, None where there is no body."""

    label: str
    address: str
    method: str
    schema: str | None
    roles: frozenset[Role]

    def to(self, **ids: str) -> str:
        """Return the address with the ids filled in."""
        return self.address.format(**ids)

    @property
    def by(self) -> By:
        return TAKERS.get(self.roles, By.NAMED)

    def step(self, offer: Offer, *, awaited: bool, **ids: str) -> NextStep:
        """Return an offer as callers see it, with the way to it."""
        return shown(offer, label=self.label, by=self.by, awaited=awaited, **self.fields(**ids))

    def added_to(self, step: NextStep, **ids: str) -> NextStep:
        """Return a step with the way to it."""
        return step.model_copy(update=self.fields(**ids))

    def fields(self, **ids: str) -> dict[str, Any]:
        """Return the fields of a step that tell the way to it."""
        return {"path": self.to(**ids), "method": self.method, "body": self.schema}

    def is_open_to(self, who: Origin) -> bool:
        return not self.roles or not self.roles.isdisjoint(who.roles)


def service_of(part: Any) -> str:
    return str(part.__module__).partition(".")[0]


@cache
def ways_to(service: str, below: str) -> dict[str, Way]:
    """Return the ways to the commands of one service below an address, by the step that each is named for."""
    routes = [
        route for route in ROUTES.values() if service_of(route.endpoint) == service and "POST" in (route.methods or ())
    ]
    names = schema_names([body for route in routes if (body := body_of(route))])
    return {
        route.name.replace("_", "-"): Way(
            label=route.summary or "",
            address=route.path,
            method="POST",
            schema=names[body] if (body := body_of(route)) else None,
            roles=roles_of(route),
        )
        for route in routes
        if route.path.startswith(below)
    }


def body_of(route: APIRoute) -> Any:
    """Return the class of the route's body, None where it has none."""
    return route.body_field.field_info.annotation if route.body_field else None


def schema_names(bodies: list[Any]) -> dict[type[BaseModel], str]:
    """Return the name of each body's schema: its class's, the whole one where two classes share it."""
    models = {body for body in bodies if isinstance(body, type) and issubclass(body, BaseModel)}
    known = Counter(model.__name__ for model in models)
    return {model: model.__name__ if known[model.__name__] == 1 else whole_name(model) for model in models}


def whole_name(model: type[BaseModel]) -> str:
    return f"{model.__module__}.{model.__qualname__}".replace(".", "__")


def roles_of(route: APIRoute) -> frozenset[Role]:
    """Return the roles that the route's dependency on its caller asks for."""
    asked = [ROLES[one.call] for one in route.dependant.dependencies if one.call in ROLES]
    return frozenset(role for roles in asked for role in roles)


def words_of(steps: Iterable[NextStep]) -> dict[str, str]:
    """Return the labels of the codes in steps: takers, categories, articles."""
    found = list(steps)
    told = [one for step in found for one in (*step.missing, *step.demanded)]
    fields = [option for step in found for option in step.options.values() if isinstance(option, Choices)]
    laws = [one.law for one in told] + [choice.law for field in fields for choice in field.choices]
    laws += [step.law for step in found]
    codes = [step.by for step in found] + [one.category for one in told]
    return labels_in([*dict.fromkeys(codes), *dict.fromkeys(filter(None, laws))])
