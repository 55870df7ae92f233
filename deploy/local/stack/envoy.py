"""Envoy's configuration, generated from the table of routes, and its process."""

import json
import sys
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from contracts.refusal import Category
from stack.ports import HOST
from stack.process import Program, Stage
from stack.routes import (
    ANSWERS,
    API,
    AUDIENCE,
    CATEGORIES,
    HIDDEN,
    HSTS,
    ISSUER,
    OPEN_BELOW,
    OPEN_PATHS,
    ORIGINS,
    REQUESTS_AT_ONCE,
    REQUESTS_PER_SECOND,
    ROUTES,
    SCREENS,
    STANDSTILL_SECONDS,
    Route,
)

type Json = dict[str, Any]

ENVOY = Path(sys.prefix) / "bin" / "envoy"
FILTERS = "type.googleapis.com/envoy.extensions.filters.http"
UPSTREAM_IDLE = "4s"
"""Shorter than uvicorn's 5 s: a connection that the service is just closing is never used again."""


def program(folder: Path, port: int, upstreams: Mapping[str, int], standstill: float = STANDSTILL_SECONDS) -> Program:
    """Write the configuration and return the gateway on `port`; `upstreams` maps services and screens to ports."""
    file = folder / "envoy.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(configuration(port, upstreams, standstill), ensure_ascii=False, indent=1))
    options = ("-c", str(file), "--disable-hot-restart", "--concurrency", "1", "--log-level", "warning")
    return Program(name="gateway", command=(str(ENVOY), *options), stage=Stage.GATEWAY)


def configuration(port: int, upstreams: Mapping[str, int], standstill: float = STANDSTILL_SECONDS) -> Json:
    manager = typed("envoy.filters.network.http_connection_manager", MANAGER, connection_manager(standstill))
    chain = {"filters": [manager]}
    listener = {"name": "gateway", "address": address(port), "filter_chains": [chain]}
    clusters = [cluster(name, port) for name, port in upstreams.items()]
    return {"static_resources": {"listeners": [listener], "clusters": clusters}}


MANAGER = "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"


def typed(name: str, kind: str, config: Json) -> Json:
    return {"name": name, "typed_config": {"@type": kind, **config}}


def address(port: int) -> Json:
    return {"socket_address": {"address": HOST, "port_value": port}}


BREAKERS = ("max_connections", "max_pending_requests", "max_requests")


def cluster(upstream: str, port: int) -> Json:
    endpoint = {"endpoint": {"address": address(port)}}
    options = {
        "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
        "common_http_protocol_options": {"idle_timeout": UPSTREAM_IDLE},
        "explicit_http_config": {"http_protocol_options": {}},
    }
    return {
        "name": upstream,
        "type": "STATIC",
        "connect_timeout": "2s",
        "circuit_breakers": {"thresholds": [dict.fromkeys(BREAKERS, REQUESTS_AT_ONCE)]},
        "load_assignment": {"cluster_name": upstream, "endpoints": [{"lb_endpoints": [endpoint]}]},
        "typed_extension_protocol_options": {"envoy.extensions.upstreams.http.v3.HttpProtocolOptions": options},
    }


def connection_manager(standstill: float) -> Json:
    inward = [*(hide(path) for path in HIDDEN), *(forward(route) for route in ROUTES)]
    routes = [*inward, hide(API), forward(SCREENS)]
    cors = {"envoy.filters.http.cors": cors_policy()}
    host = {"name": "all", "domains": ["*"], "routes": routes, "typed_per_filter_config": cors}
    return {
        "stat_prefix": "gateway",
        "server_name": "zhifatong",
        "use_remote_address": True,
        "normalize_path": True,
        "merge_slashes": True,
        "path_with_escaped_slashes_action": "REJECT_REQUEST",
        "request_headers_timeout": "10s",
        "stream_idle_timeout": f"{standstill}s",
        "common_http_protocol_options": {"idle_timeout": "300s", "headers_with_underscores_action": "REJECT_REQUEST"},
        "http_filters": http_filters(),
        "route_config": {"name": "services", "virtual_hosts": [host], "response_headers_to_add": [hsts()]},
        "local_reply_config": local_replies(),
    }


def hsts() -> Json:
    header = {"key": "strict-transport-security", "value": HSTS}
    return {"header": header, "append_action": "OVERWRITE_IF_EXISTS_OR_ADD"}


def no_store() -> Json:
    """Return the header that services give their own answers, for those of the gateway: a cache would answer for it."""
    return {"header": {"key": "cache-control", "value": "no-store"}, "append_action": "ADD_IF_ABSENT"}


def hide(path: str) -> Json:
    return {"match": {"path_separated_prefix": path}, "direct_response": {"status": 404}}


def forward(route: Route) -> Json:
    """Return a route. Requests that never reached the service are retried; the others are the caller's to repeat."""
    limit: Json = {"buffer": {"max_request_bytes": route.largest_body}} if route.largest_body else {"disabled": True}
    size = {"@type": f"{FILTERS}.buffer.v3.BufferPerRoute", **limit}
    again = {"retry_on": "connect-failure,reset-before-request", "num_retries": 2}
    return {
        "match": {"prefix": route.prefix},
        "route": {
            "cluster": route.service,
            "prefix_rewrite": f"/{route.below}",
            "timeout": f"{route.seconds}s",
            "retry_policy": again,
        },
        "typed_per_filter_config": {"envoy.filters.http.buffer": size},
    }


def http_filters() -> list[Json]:
    """Return the filters in the order in which a request meets them: the token is checked before the body is read."""
    return [
        typed("envoy.filters.http.cors", f"{FILTERS}.cors.v3.Cors", {}),
        typed("envoy.filters.http.local_ratelimit", f"{FILTERS}.local_ratelimit.v3.LocalRateLimit", rate_limit()),
        typed("envoy.filters.http.jwt_authn", f"{FILTERS}.jwt_authn.v3.JwtAuthentication", tokens()),
        typed(
            "envoy.filters.http.buffer", f"{FILTERS}.buffer.v3.Buffer", {"max_request_bytes": ROUTES[-1].largest_body}
        ),
        typed("envoy.filters.http.router", f"{FILTERS}.router.v3.Router", {}),
    ]


def tokens() -> Json:
    """Return the check of tokens against the keys that identity publishes; they are fetched until identity answers."""
    keys = {
        "http_uri": {"uri": "http://identity/jwks", "cluster": "identity", "timeout": "2s"},
        "cache_duration": "60s",
        "async_fetch": {"fast_listener": True, "failed_refetch_duration": "1s"},
    }
    provider = {"issuer": ISSUER, "audiences": [AUDIENCE], "forward": True, "remote_jwks": keys}
    open_rules = [{"match": {"path": path}} for path in OPEN_PATHS]
    open_rules += [{"match": {"prefix": prefix}} for prefix in OPEN_BELOW]
    open_rules += [{"match": {"path_separated_prefix": path}} for path in HIDDEN]
    closed = {"match": {"prefix": "/api/"}, "requires": {"provider_name": "identity"}}
    return {"providers": {"identity": provider}, "rules": [*open_rules, closed], "bypass_cors_preflight": True}


def rate_limit() -> Json:
    bucket = {"max_tokens": 2 * REQUESTS_PER_SECOND, "tokens_per_fill": REQUESTS_PER_SECOND, "fill_interval": "1s"}
    always = {"default_value": {"numerator": 100, "denominator": "HUNDRED"}}
    return {"stat_prefix": "gateway", "token_bucket": bucket, "filter_enabled": always, "filter_enforced": always}


def cors_policy() -> Json:
    return {
        "@type": f"{FILTERS}.cors.v3.CorsPolicy",
        "allow_origin_string_match": [{"safe_regex": {"regex": ORIGINS}}],
        "allow_methods": "GET, HEAD, POST, PATCH, DELETE",
        "allow_headers": "authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, range, "
        "content-digest, repr-digest, upload-offset, upload-length, upload-complete",
        "expose_headers": "etag, retry-after, location, content-range, repr-digest, upload-offset, "
        "upload-length, upload-complete, x-today",
        "max_age": "600",
    }


def local_replies() -> Json:
    """Give Envoy's own answers the form of problem documents, as the services' answers have."""
    mappers = [
        {
            "filter": {"status_code_filter": {"comparison": {"op": "EQ", "value": value(status)}}},
            "body_format_override": problem(status, title, detail),
            "headers_to_add": [hsts(), no_store()],
        }
        for status, (title, detail) in ANSWERS.items()
    ]
    return {"mappers": mappers, "body_format": problem(None, "无法处理", "请求未被受理")}


def value(status: int) -> Json:
    return {"default_value": status, "runtime_key": f"zhifatong.problem.{status}"}


def problem(status: int | None, title: str, detail: str) -> Json:
    code = HTTPStatus(status).phrase.lower().replace(" ", "-") if status else "not-accepted"
    category = CATEGORIES.get(status or 0, Category.MALFORMED)
    body = {
        "type": "about:blank",
        "status": "%RESPONSE_CODE%",
        "title": title,
        "category": category.value,
        "code": code,
        "detail": detail,
    }
    return {"json_format": body, "content_type": "application/problem+json"}
