"""The cluster's gateway treats every path of the table as the local Envoy does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from manifests.generating.routes import backend
from manifests.objects import Object, of_kind, values
from stack.routes import (
    API,
    AUDIENCE,
    HIDDEN,
    HSTS,
    ISSUER,
    OPEN_BELOW,
    OPEN_PATHS,
    ROUTES,
    SCREENS,
    STANDSTILL_SECONDS,
)

SIZES = {"Ki": 1024, "Mi": 1024**2}
KEEPS_QUERY = re.compile(r"%(REQ\([^)]*(PATH|REFERER)|QUERY_PARAM|PATH\(|TRACEPARENT)", re.IGNORECASE)


@dataclass(frozen=True)
class Treatment:
    """Treatment of a request: the service and path that it goes to, and the limits on the way."""

    service: str
    path: str
    seconds: int
    largest_body: int
    token: bool


def check(objects: list[Object], overlay: str) -> Iterator[str]:
    for path in (*asked(), *answered(objects)):
        here, there = local(path), clustered(path, objects)
        if here != there:
            yield f"HTTPRoute: {path} is treated as {there}, by the local Envoy as {here}"
    for policy in of_kind(objects, "SecurityPolicy").values():
        yield from tokens(policy)
    yield from callers(objects)
    yield from logs(objects)
    for gateway in of_kind(objects, "Gateway").values() if overlay == "production" else ():
        plain = [one["name"] for one in gateway["spec"]["listeners"] if one["protocol"] != "HTTPS"]
        yield from (f"Gateway/{gateway['metadata']['name']}: the listener {name} is not encrypted" for name in plain)


def asked() -> Iterator[str]:
    """Yield paths on either side of every boundary in the table."""
    for route in (*ROUTES, SCREENS):
        whole = route.prefix.rstrip("/")
        alone = route.below and f"{whole}/" not in OPEN_BELOW  # what is open below it leads nowhere itself
        yield from ([whole, f"{whole}/x"] if alone else [f"{whole}/x", f"{whole}/x/y"])
    yield from OPEN_PATHS
    yield from (f"{path}/x" for path in OPEN_PATHS)
    yield from (f"{below}x" for below in OPEN_BELOW)
    yield from (f"{path}{more}" for path in HIDDEN for more in ("", "/x", "x"))
    yield from ("/", "/api", "/api/nobody/x", "/metrics")


def answered(objects: list[Object]) -> Iterator[str]:
    """Yield the paths in the cluster's routes: none may lead where the table does not."""
    for route in of_kind(objects, "HTTPRoute").values():
        for match in (match for rule in route["spec"]["rules"] for match in values(rule["matches"], "path")):
            yield match["value"] if match["type"] == "Exact" else f"{match['value'].rstrip('/')}/x"


def local(path: str) -> Treatment | None:
    """Return the treatment by the table; None is an answer of 404."""
    if any(path == hidden or path.startswith(f"{hidden}/") for hidden in HIDDEN):
        return None
    route = next((route for route in ROUTES if path.startswith(route.prefix)), SCREENS)
    if route is SCREENS and f"{path}/".startswith(f"{API}/"):
        return None
    inner = f"/{route.below}{path.removeprefix(route.prefix)}"
    token = route.api and path not in OPEN_PATHS and not path.startswith(OPEN_BELOW)
    return Treatment(backend(route), inner, route.seconds, route.largest_body, token)


def clustered(path: str, objects: list[Object]) -> Treatment | None:
    """Return the treatment by the Gateway API: an exact match comes first, then the longest prefix."""
    found = [
        (match["type"] == "Exact", len(match["value"]), name, rule, match)
        for name, route in of_kind(objects, "HTTPRoute").items()
        for rule in route["spec"]["rules"]
        for match in values(rule["matches"], "path")
        if fits(match, path)
    ]
    if not found:
        return None
    _, _, name, rule, match = max(found, key=first)
    if not rule.get("backendRefs"):
        return None
    (backend,) = rule["backendRefs"]
    seconds = int(rule["timeouts"]["request"].removesuffix("s"))
    traffic = applying("BackendTrafficPolicy", name, objects)["spec"]
    size = size_of(traffic.get("requestBuffer", {"limit": "0"})["limit"])
    token = "jwt" in applying("SecurityPolicy", name, objects)["spec"]
    return Treatment(backend["name"], rewritten(path, match, rule), seconds, size, token)


def first(found: tuple[bool, int, str, Object, Object]) -> tuple[bool, int]:
    return found[:2]


def fits(match: Object, path: str) -> bool:
    wanted: str = match["value"]
    return path == wanted or (match["type"] == "PathPrefix" and path.startswith(wanted.rstrip("/") + "/"))


def rewritten(path: str, match: Object, rule: Object) -> str:
    for found in values(rule.get("filters", []), "urlRewrite"):
        if found["path"]["type"] == "ReplaceFullPath":
            return str(found["path"]["replaceFullPath"])
        rest = path.removeprefix(match["value"]).lstrip("/")
        start = found["path"]["replacePrefixMatch"].rstrip("/")
        return f"{start}/{rest}" if rest else start or "/"
    return path


def applying(kind: str, route: str, objects: list[Object]) -> Object:
    """Return the policy attached to the route, else the one attached to its gateway."""
    by_target = {
        (target["kind"], target["name"]): policy
        for policy in of_kind(objects, kind).values()
        for target in policy["spec"]["targetRefs"]
    }
    nothing: Object = {"spec": {"requestBuffer": {"limit": "0"}}}
    return by_target.get(("HTTPRoute", route)) or by_target.get(("Gateway", "gateway"), nothing)


def size_of(quantity: str) -> int:
    number, unit = re.fullmatch(r"(\d+)(\D*)", quantity or "0").groups()  # type: ignore[union-attr]
    return int(number) * SIZES.get(unit, 1)


def logs(objects: list[Object]) -> Iterator[str]:
    """Yield where an access log keeps queries, by which names are searched for: also where none says what it keeps."""
    proxies = of_kind(objects, "EnvoyProxy")
    for name, gateway in of_kind(objects, "Gateway").items():
        if gateway["spec"].get("infrastructure", {}).get("parametersRef", {}).get("name") not in proxies:
            yield f"Gateway/{name}: its access log is that of the controller, which keeps queries"
    for name, proxy in proxies.items():
        log = proxy["spec"].get("telemetry", {}).get("accessLog", {})
        formats = [one.get("format") for one in log.get("settings") or ()]
        if not log.get("disable") and not (formats and all(formats)):
            yield f"EnvoyProxy/{name}: its access log is that of the controller, which keeps queries"
        if any(KEEPS_QUERY.search(str(one)) for one in formats):
            yield f"EnvoyProxy/{name}: its access log keeps queries"


def callers(objects: list[Object]) -> Iterator[str]:
    """Yield what differs in the treatment of every caller: who may be slow, and what browsers are told."""
    for name, policy in of_kind(objects, "ClientTrafficPolicy").items():
        spec = policy["spec"]
        times = spec["timeout"]["http"]
        if times.get("streamIdleTimeout") != f"{STANDSTILL_SECONDS}s" or "requestReceivedTimeout" in times:
            yield f"ClientTrafficPolicy/{name}: callers may be slower or less slow than at the local Envoy"
        told = {header["name"]: header["value"] for found in values(spec, "set") for header in found}
        if told != {"Strict-Transport-Security": HSTS}:
            yield f"ClientTrafficPolicy/{name}: browsers are told something else than by the local Envoy"


def tokens(policy: Object) -> Iterator[str]:
    for provider in (provider for found in values(policy["spec"], "providers") for provider in found):
        if (provider["issuer"], provider["audiences"]) != (ISSUER, [AUDIENCE]):
            yield f"SecurityPolicy/{policy['metadata']['name']}: takes other tokens than the local Envoy"
