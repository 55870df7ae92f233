"""Envoy Gateway's policies from the table of routes: tokens, sizes of bodies, timeouts of retries.

A policy on a route replaces the gateway's. So the gateway has the strict ones, and only routes that are meant to be
open, or to take large bodies, have their own.
"""

from collections.abc import Iterable

from contracts.topics import SERVICES
from manifests.generating.routes import ENVOY_API, PORT, title
from manifests.objects import Object
from stack.envoy import UPSTREAM_IDLE
from stack.routes import AUDIENCE, ISSUER, MEGABYTE, REQUESTS_AT_ONCE, REQUESTS_PER_SECOND, ROUTES, SCREENS

BREAKERS = ("maxConnections", "maxPendingRequests", "maxParallelRequests")
GATEWAY = ("Gateway", "gateway")
JWKS = "http://identity-api:8100/jwks"


def policies() -> list[Object]:
    return [token(), everyone(), *sizes()]


def policy(kind: str, name: str, targets: Iterable[tuple[str, str]], spec: Object) -> Object:
    group = "gateway.networking.k8s.io"
    references = [{"group": group, "kind": target_kind, "name": target_name} for target_kind, target_name in targets]
    whole = {"targetRefs": references, **spec}
    return {"apiVersion": ENVOY_API, "kind": kind, "metadata": {"name": name}, "spec": whole}


def token() -> Object:
    keys = {"uri": JWKS, "backendRefs": [{"name": "identity-api", "port": PORT}], "cacheDuration": "60s"}
    provider = {"name": "identity", "issuer": ISSUER, "audiences": [AUDIENCE], "remoteJWKS": keys}
    return policy("SecurityPolicy", "token", [GATEWAY], {"jwt": {"providers": [provider]}})


def everyone() -> Object:
    targets = [("HTTPRoute", f"{service}-open") for service in SERVICES]
    spec = {"authorization": {"defaultAction": "Allow"}}
    return policy(
        "SecurityPolicy", "everyone", [*targets, ("HTTPRoute", title(SCREENS)), ("HTTPRoute", "hidden")], spec
    )


def sizes() -> list[Object]:
    """Return a policy with the size of most routes for the gateway, and one for each other size with its routes."""
    usual = ROUTES[-1].largest_body
    others = sorted({route.largest_body for route in ROUTES} - {usual})
    for_routes = [
        (size, [("HTTPRoute", title(route)) for route in ROUTES if route.largest_body == size]) for size in others
    ]
    return [traffic(size, targets) for size, targets in [(usual, [GATEWAY]), *for_routes]]


def traffic(size: int, targets: list[tuple[str, str]]) -> Object:
    """Return the policy that equals the local Envoy's: requests that never reached the service are retried."""
    megabytes = size // MEGABYTE
    buffer = {"requestBuffer": {"limit": f"{megabytes}Mi"}} if size else {}
    spec: Object = {
        **buffer,
        "timeout": {"tcp": {"connectTimeout": "2s"}, "http": {"connectionIdleTimeout": UPSTREAM_IDLE}},
        "retry": {"numRetries": 2, "retryOn": {"triggers": ["connect-failure", "reset-before-request"]}},
        "circuitBreaker": dict.fromkeys(BREAKERS, REQUESTS_AT_ONCE),
        "rateLimit": {
            "type": "Local",
            "local": {"rules": [{"limit": {"requests": REQUESTS_PER_SECOND, "unit": "Second"}}]},
        },
    }
    name = f"up-to-{megabytes}-megabytes" if size else "as-it-comes"
    return policy("BackendTrafficPolicy", name, targets, spec)
