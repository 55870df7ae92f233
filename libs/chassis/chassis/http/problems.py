"""Every answer that is not a view is a problem document (RFC 9457)."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.documents import WRONG_OFFSET, StoreUnreachable
from chassis.http.attempts import record_attempt
from chassis.http.caller import VERSION_MISSING
from chassis.http.delivery import NO_SUCH_RANGE
from chassis.http.json_bodies import NOT_UTF_8, Unreadable
from chassis.http.media import TOO_LARGE
from chassis.http.reasons import reason
from chassis.metrics import VERDICTS
from chassis.store import STALE, UNCERTAIN, UNKNOWN, judged_last
from contracts.judged import Judged
from contracts.labels import labels_in
from contracts.refusal import Category, Refusal, Rule

log = structlog.get_logger()

INVALID = Rule("invalid", "{mistakes}", category=Category.MALFORMED, title="请求内容不符合要求")
NOT_JSON = Rule("not-json", "请求内容不是有效的 JSON", category=Category.MALFORMED)
CONTENT_TOO_LARGE = Rule("content-too-large", "请求过大", category=Category.MALFORMED)
BUG = Rule("internal-error", "系统出错，已记录，请稍后再试", category=Category.UNAVAILABLE)

JUDGEMENT = "X-Judgement"
MEDIA_TYPE = "application/problem+json"
STATUS = {
    Category.UNLAWFUL: 409,
    Category.NOT_ALLOWED: 403,
    Category.NOT_SIGNED_IN: 401,
    Category.TOO_OFTEN: 429,
    Category.UNKNOWN: 404,
    Category.CONFLICT: 409,
    Category.UNAVAILABLE: 503,
    Category.MALFORMED: 422,
}
OWN_STATUS = {
    STALE: 412,
    VERSION_MISSING: 428,
    NOT_JSON: 400,
    NOT_UTF_8: 400,
    CONTENT_TOO_LARGE: 413,
    TOO_LARGE: 413,
    NO_SUCH_RANGE: 416,
    BUG: 500,
}
"""Rules with another status than their category."""

HTTP_TITLES = {
    400: "请求有误",
    404: "没有这个地址",
    405: "不支持这种请求方法",
    413: "请求过大",
    415: "不支持这种内容类型",
}


class Fault(BaseModel):
    """One thing that is wrong with a request: where, and why."""

    field: str
    reason: str
    row: int | None = None
    column: str = ""


class Problem(BaseModel):
    """`code` and `category` are for programs, the rest for people; `law` is the article, `remedy` what would help.

    `labels` says the article in Chinese.
    """

    type: str = "about:blank"
    status: int
    title: str
    category: Category
    code: str
    detail: str
    law: str = ""
    remedy: str = ""
    faults: list[Fault] = []
    labels: dict[str, str] = {}


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem} for status in (400, 401, 403, 404, 409, 412, 413, 422, 503)
}
"""Problems that every route may answer with, for the documentation."""


def answer(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    body = problem.model_dump(exclude_defaults=True)
    return JSONResponse(body | {"type": problem.type}, problem.status, headers, media_type=MEDIA_TYPE)


def status_of(rule: Rule) -> int:
    return OWN_STATUS.get(rule, STATUS[rule.category])


def problem_of(rule: Rule, title: str, faults: Sequence[Fault] = (), **facts: str) -> Problem:
    """Return the problem for a rule that is answered without a refusal having been raised."""
    detail = rule.detail.format(**facts)
    return Problem(
        status=status_of(rule),
        title=title,
        category=rule.category,
        code=rule.code,
        detail=detail,
        faults=list(faults),
    )


async def on_refusal(request: Request, refusal: Exception) -> JSONResponse:
    assert isinstance(refusal, Refusal)
    try:
        await record_attempt(request, refusal.rule, refusal.judged or left_open(refusal))
    except Refusal as too_often:
        refusal = too_often
    if refusal.rule.hidden:
        refusal = Refusal(UNKNOWN)
    rule = refusal.rule
    problem = Problem(
        status=status_of(rule),
        title=rule.category.word,
        category=rule.category,
        code=rule.code,
        detail=refusal.detail,
        law=rule.law,
        remedy=refusal.remedy,
        faults=refusal.facts.get("faults", []),
        labels=labels_in(rule.law),
    )
    return answer(problem, headers_of(refusal) | judgement())


def left_open(refusal: Refusal) -> Judged | None:
    """Return that a phone left it to the platform, where a claim refuses what was foreseen otherwise."""
    undecided = judged_last.get() is Judged.UNDECIDED and not refusal.rule.hidden
    return Judged.UNDECIDED if undecided else None


def judgement() -> dict[str, str]:
    """Count what became of the verdict that was told with a command, if one was; return the header that tells it."""
    judged = judged_last.get()
    if judged is None:
        return {}
    VERDICTS.labels(judged.value).inc()
    return {JUDGEMENT: judged.value}


def headers_of(refusal: Refusal) -> dict[str, str]:
    """Return the headers that go with the problem: how to sign in, when to come again, where to go on."""
    if refusal.rule == NO_SUCH_RANGE:
        return {"Content-Range": f"bytes */{refusal.facts['size']}"}
    if refusal.rule == WRONG_OFFSET:
        return {"Upload-Offset": str(refusal.facts["offset"])}
    match refusal.rule.category:
        case Category.NOT_SIGNED_IN:
            return {"WWW-Authenticate": "Bearer"}
        case Category.UNAVAILABLE | Category.TOO_OFTEN:
            return {"Retry-After": str(refusal.facts.get("seconds", 2))}
        case _:
            return {}


async def on_invalid(request: Request, error: Exception) -> JSONResponse:
    """Answer with what is wrong, never with what was sent."""
    assert isinstance(error, RequestValidationError)
    if isinstance(broken := error.__cause__, Unreadable):
        return await on_refusal(request, Refusal(broken.rule, **broken.facts))
    faults = [fault(mistake) for mistake in error.errors()]
    if any(mistake["type"] == "json_invalid" for mistake in error.errors()):
        return answer(problem_of(NOT_JSON, HTTP_TITLES[400]))
    mistakes = "；".join(f"{one.field}：{one.reason}" for one in faults)
    return answer(problem_of(INVALID, Category.MALFORMED.word, faults, mistakes=mistakes))


def fault(error: dict[str, Any]) -> Fault:
    place = [str(part) for part in error["loc"] if part not in ("body", "query", "header", "path")]
    field = ".".join(place) or str(error["loc"][0])
    return Fault(field=field.encode(errors="replace").decode(), reason=reason(error))


async def on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    status = error.status_code
    code = HTTPStatus(status).phrase.lower().replace(" ", "-")
    title = HTTP_TITLES.get(status, "无法处理")
    headers = dict(error.headers or {})
    if status == HTTPStatus.METHOD_NOT_ALLOWED and (methods := methods_of(request)):
        headers["Allow"] = ", ".join(methods)
    category = Category.UNKNOWN if status == HTTPStatus.NOT_FOUND else Category.MALFORMED
    return answer(Problem(status=status, title=title, category=category, code=code, detail=title), headers)


def methods_of(request: Request) -> list[str]:
    """Return every method of the path; each has a route of its own."""
    routes = [route for route in request.app.router.routes if isinstance(route, Route)]
    found = [route for route in routes if route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in found for method in route.methods or ()})


async def on_unreachable(request: Request, error: Exception) -> JSONResponse:
    return await on_refusal(request, Refusal(UNCERTAIN))


async def on_gone(request: Request, error: Exception) -> Response:
    """Answer nobody: who sent has gone."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def on_bug(request: Request, error: Exception) -> JSONResponse:
    """Log a bug with its trace, and answer without."""
    log.error("unexpected error", path=request.scope["route"].path if "route" in request.scope else "", exc_info=error)
    return answer(problem_of(BUG, "系统出错"))


class TooLargeInProblems:
    """Middleware that makes a problem document of the body limit's plain answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        replaced = False

        async def send_problem(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and plainly_too_large(message):
                replaced = True
                problem = answer(problem_of(CONTENT_TOO_LARGE, HTTP_TITLES[413]))
                await problem(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_problem)


def plainly_too_large(start: Message) -> bool:
    """Tell whether it is the answer of the body limit, and no problem document of ours."""
    media_type = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and not media_type.startswith(MEDIA_TYPE)


def speak_in_problems(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(StoreUnreachable, on_unreachable)
    app.add_exception_handler(ClientDisconnect, on_gone)
    app.add_exception_handler(Exception, on_bug)
