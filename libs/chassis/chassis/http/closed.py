"""A closed service answers 503 to everything but whether it lives and what operators measure."""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis.http.problems import Problem, answer, status_of
from contracts.refusal import Refusal, Rule

ALWAYS_OPEN = ("/health/live", "/metrics")
RETRY_SECONDS = "5"

type Why = Callable[[], Rule | None]


def open_always() -> None:
    """Close nothing."""


class ClosedInProblems:
    """Middleware that refuses while `why` returns a rule."""

    def __init__(self, app: ASGIApp, why: Why) -> None:
        self.app = app
        self.why = why

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        rule = self.why()
        if rule is None or scope["type"] != "http" or scope["path"] in ALWAYS_OPEN:
            await self.app(scope, receive, send)
            return
        refusal = Refusal(rule)
        problem = Problem(
            status=status_of(rule),
            title=rule.category.word,
            category=rule.category,
            code=rule.code,
            detail=refusal.detail,
            remedy=refusal.remedy,
        )
        await answer(problem, {"Retry-After": RETRY_SECONDS})(scope, receive, send)
