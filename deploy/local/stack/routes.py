"""The gateway's routes as data: open paths, sizes of bodies, timeouts."""

from dataclasses import dataclass

from contracts.refusal import Category
from contracts.topics import SERVICES

MEGABYTE = 1024 * 1024
STANDSTILL_SECONDS = 120
"""A request or an answer of which nothing moves for so long is ended; one that moves may be as slow as it is."""
HSTS = "max-age=31536000"
"""Browsers that were here once come by HTTPS alone (RFC 6797); one that came without TLS passes over it."""
ISSUER = "zhifatong-identity"
AUDIENCE = "zhifatong"
REQUESTS_PER_SECOND = 2000
REQUESTS_AT_ONCE = 4096
"""To one service; everybody who listens to changes has one under way."""
ORIGINS = r"http://(localhost|127\.0\.0\.1)(:\d+)?"
"""Pages of these origins may call: a frontend under development on the same machine."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """Route of everything below `/api/<service>/<below>` to a service, which gets the path without `/api/<service>`.

    `api` is False for the screens, which are not below `/api/` and get the path as it is.

    `largest_body` is in bytes; 0 passes bodies on as they come, and the service judges their size. `seconds` are those
    from the end of the request to the end of the answer; 0 sets no time.
    """

    service: str
    below: str = ""
    largest_body: int = MEGABYTE
    seconds: int = 15
    api: bool = True

    @property
    def prefix(self) -> str:
        return f"/api/{self.service}/{self.below}" if self.api else f"/{self.below}"


ROUTES = (
    *(
        route
        for service in ("identity", "cases", "inspections")
        for route in (
            Route(service=service, below="blobs", largest_body=0, seconds=60),
            Route(service=service, below="files", seconds=0),
        )
    ),
    Route(service="inspections", below="draws", seconds=60),
    Route(service="inspections", below="published-draws", seconds=60),
    Route(service="credit", below="imports", largest_body=20 * MEGABYTE, seconds=60),
    *(Route(service=service, below="changes", seconds=0) for service in SERVICES),
    *(Route(service=service) for service in SERVICES),
)
"""The first that fits is taken."""

API = "/api"
"""What no route takes below here is nowhere; all the rest of the addresses is the screens'."""
SCREENS = Route(service="web", seconds=0, api=False)
"""The last route; a slow line may take minutes for one file."""

OPEN_PATHS = (
    "/api/identity/sign-in",
    "/api/identity/refresh",
    "/api/identity/shown-certificates",
    "/api/identity/jwks",
    "/api/identity/first-administrator",
    *(f"/api/{service}/{page}" for service in SERVICES for page in ("openapi.json", "docs")),
)
OPEN_BELOW = (
    "/api/inspections/published-draws/",
    *(f"/api/{service}/{below}/" for service in SERVICES for below in ("health", "files", "docs-files")),
)
"""These need no token; all else below `/api/` does."""

HIDDEN = (*(f"{API}/{service}/metrics" for service in SERVICES), "/health")
"""Nobody finds these and what lies below here: operators ask a service's own port."""

ANSWERS = {
    400: ("请求有误", "请求的地址或格式不正确"),
    401: ("未登录", "请先登录：请求须带有效的 Authorization: Bearer 令牌"),
    403: ("无权办理", "此登录凭证不适用于本平台"),
    404: ("没有这个地址", "没有这个地址"),
    408: ("请求有误", "传输长时间停滞，请重试；文件可以续传"),
    413: ("请求过大", "请求内容超过上限，请缩小后重试"),
    426: ("请求有误", "请使用 HTTP/1.1 或 HTTP/2"),
    429: ("请求过多", "请求过于频繁，请稍后重试"),
    431: ("请求有误", "请求头过大"),
    502: ("暂时无法办理", "结果未知：请用同一 Idempotency-Key 重试"),
    503: ("暂时无法办理", "服务正在启动或暂时不可用，请稍后用同一 Idempotency-Key 重试"),
    504: ("暂时无法办理", "结果未知：请用同一 Idempotency-Key 重试"),
}
"""Title and detail of what the gateway answers by itself."""

CATEGORIES = {
    401: Category.NOT_SIGNED_IN,
    403: Category.NOT_ALLOWED,
    404: Category.UNKNOWN,
    408: Category.UNAVAILABLE,
    429: Category.TOO_OFTEN,
    502: Category.UNAVAILABLE,
    503: Category.UNAVAILABLE,
    504: Category.UNAVAILABLE,
}
"""Categories of them; the other ones are malformed."""
