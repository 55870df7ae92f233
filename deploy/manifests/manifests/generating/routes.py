"""HTTPRoutes from the table that configures the local Envoy."""

from chassis.process import Settings
from contracts.topics import SERVICES
from manifests.objects import Object
from stack.routes import API, HIDDEN, OPEN_BELOW, OPEN_PATHS, ROUTES, SCREENS, Route

ROUTE_API = "gateway.networking.k8s.io/v1"
ENVOY_API = "gateway.envoyproxy.io/v1alpha1"
PORT: int = Settings.model_fields["port"].default
"""Port of every service in its own pod."""


def routes() -> list[Object]:
    closed = [
        http_route(title(route), [forward(route, prefix(route.prefix))])
        for route in ROUTES
        if f"{route.prefix}/" not in OPEN_BELOW
    ]
    opened = [http_route(f"{service}-open", open_rules(service)) for service in SERVICES]
    screens = http_route(title(SCREENS), [lead(SCREENS, prefix(SCREENS.prefix))])
    return [*closed, *opened, screens, http_route("hidden", [hide()]), nowhere()]


def title(route: Route) -> str:
    return f"{route.service}-{route.below}" if route.below else route.service


def http_route(name: str, rules: list[Object]) -> Object:
    spec = {"parentRefs": [{"name": "gateway"}], "rules": rules}
    return {"apiVersion": ROUTE_API, "kind": "HTTPRoute", "metadata": {"name": name}, "spec": spec}


def open_rules(service: str) -> list[Object]:
    """Return a rule for each open path, since the rewrite depends on the path."""
    at = f"/api/{service}/"
    exact = [forward(taking(path), {"type": "Exact", "value": path}) for path in OPEN_PATHS if path.startswith(at)]
    return [*exact, *(forward(taking(path), prefix(path)) for path in OPEN_BELOW if path.startswith(at))]


def taking(path: str) -> Route:
    return next(route for route in ROUTES if path.startswith(route.prefix))


def prefix(path: str) -> Object:
    return {"type": "PathPrefix", "value": path.rstrip("/") or "/"}


def forward(route: Route, path: Object) -> Object:
    """Return a rule that leads to the API of the service, without `/api/<service>`."""
    inner = path["value"].removeprefix(f"/api/{route.service}") or "/"
    whole = {"type": "ReplaceFullPath", "replaceFullPath": inner}
    start = {"type": "ReplacePrefixMatch", "replacePrefixMatch": inner}
    rewrite = {"path": whole if path["type"] == "Exact" else start}
    matched, *led = lead(route, path).items()
    return dict([matched, ("filters", [{"type": "URLRewrite", "urlRewrite": rewrite}]), *led])


def lead(route: Route, path: Object) -> Object:
    return {
        "matches": [{"path": path}],
        "backendRefs": [{"name": backend(route), "port": PORT}],
        "timeouts": {"request": f"{route.seconds}s"},
    }


def backend(route: Route) -> str:
    """Return the Kubernetes Service."""
    return f"{route.service}-api" if route.api else route.service


def hide() -> Object:
    """Return a rule that answers 404 for hidden paths, which would otherwise lead to the services or the screens."""
    reference = {"group": "gateway.envoyproxy.io", "kind": "HTTPRouteFilter", "name": "not-found"}
    matches = [{"path": prefix(path)} for path in (*HIDDEN, API)]
    return {"matches": matches, "filters": [{"type": "ExtensionRef", "extensionRef": reference}]}


def nowhere() -> Object:
    metadata = {"name": "not-found"}
    spec = {"directResponse": {"statusCode": 404}}
    return {"apiVersion": ENVOY_API, "kind": "HTTPRouteFilter", "metadata": metadata, "spec": spec}
