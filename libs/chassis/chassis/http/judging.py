"""Views of what a phone judges by (docs/decisions/0050)."""

from pydantic import BaseModel

from chassis.http.routing import View
from contracts.values import Sha256


class RulesView(BaseModel):
    """The hash of the rules by which the service is judged."""

    rules: Sha256


class KnownView(View):
    """Base of what decisions on something rest on, for a judge without a store; `hash` is that of the facts."""

    rules: Sha256
    hash: Sha256
