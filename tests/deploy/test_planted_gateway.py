"""Planted mistakes in routes and policies, found by comparison with the local Envoy."""

import copy
from collections.abc import Callable

import pytest
from tests.deploy.site import Site

from manifests.objects import Object

type Plant = Callable[[Site], object]


def rule(site: Site, route: str) -> Object:
    found: Object = site.the("HTTPRoute", route)["spec"]["rules"][0]
    return found


def no_route(site: Site) -> None:
    site.take_away("HTTPRoute", "inspections-draws")


def another_service(site: Site) -> None:
    rule(site, "cases")["backendRefs"][0]["name"] = "credit-api"


def a_service_that_is_not_there(site: Site) -> None:
    rule(site, "cases")["backendRefs"][0]["name"] = "case-api"


def a_shorter_time(site: Site) -> None:
    rule(site, "cases-blobs")["timeouts"]["request"] = "15s"


def with_the_prefix(site: Site) -> None:
    del rule(site, "cases")["filters"]


def figures_for_everyone(site: Site) -> None:
    site.take_away("HTTPRoute", "hidden")


def nothing_answers_not_found(site: Site) -> None:
    site.take_away("HTTPRouteFilter", "not-found")


def open_to_everyone(site: Site) -> None:
    site.the("SecurityPolicy", "everyone")["spec"]["targetRefs"].append({"kind": "HTTPRoute", "name": "cases"})


def closed_to_who_signs_in(site: Site) -> None:
    del site.the("SecurityPolicy", "everyone")["spec"]["targetRefs"][0]


def no_tokens_at_all(site: Site) -> None:
    site.take_away("SecurityPolicy", "token")


def tokens_of_another(site: Site) -> None:
    site.the("SecurityPolicy", "token")["spec"]["jwt"]["providers"][0]["audiences"] = ["somebody"]


def small_files_only(site: Site) -> None:
    site.the("BackendTrafficPolicy", "up-to-20-megabytes")["spec"]["targetRefs"].pop()


def no_limit(site: Site) -> None:
    site.take_away("BackendTrafficPolicy", "up-to-1-megabytes")


def policy_of_nobody(site: Site) -> None:
    site.the("BackendTrafficPolicy", "up-to-20-megabytes")["spec"]["targetRefs"][0]["name"] = "blobs"


def route_of_no_gateway(site: Site) -> None:
    site.the("HTTPRoute", "cases")["spec"]["parentRefs"][0]["name"] = "door"


def a_door_beside_the_table(site: Site) -> None:
    extra = copy.deepcopy(site.the("HTTPRoute", "cases"))
    extra["metadata"]["name"] = "debug"
    rule = extra["spec"]["rules"][0]
    rule["matches"][0]["path"]["value"] = "/debug"
    site.objects.append(extra)


def in_plain(site: Site) -> None:
    site.the("Gateway", "gateway")["spec"]["listeners"].append({"name": "http", "protocol": "HTTP", "port": 80})


def slow_files_cut_off(site: Site) -> None:
    site.the("ClientTrafficPolicy", "gateway")["spec"]["timeout"]["http"]["requestReceivedTimeout"] = "60s"


def browsers_come_in_plain(site: Site) -> None:
    del site.the("ClientTrafficPolicy", "gateway")["spec"]["headers"]["lateResponseHeaders"]


def films_in_memory(site: Site) -> None:
    site.take_away("BackendTrafficPolicy", "as-it-comes")


def no_screens(site: Site) -> None:
    site.take_away("HTTPRoute", "web")


def screens_for_who_signed_in_already(site: Site) -> None:
    targets = site.the("SecurityPolicy", "everyone")["spec"]["targetRefs"]
    targets[:] = [target for target in targets if target["name"] != "web"]


def hidden_no_more(path: str) -> Plant:
    def plant(site: Site) -> None:
        matches = rule(site, "hidden")["matches"]
        matches[:] = [match for match in matches if match["path"]["value"] != path]

    return plant


def a_shorter_time_for_screens(site: Site) -> None:
    rule(site, "web")["timeouts"]["request"] = "15s"


def proxy_that_is_not_there(site: Site) -> None:
    site.take_away("EnvoyProxy", "proxy")


def access_log(site: Site) -> Object:
    found: Object = site.the("EnvoyProxy", "proxy")["spec"]["telemetry"]["accessLog"]
    return found


def names_in_the_log(site: Site) -> None:
    access_log(site)["settings"][0]["format"]["json"]["path"] = "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"


def a_log_of_the_controllers(site: Site) -> None:
    del access_log(site)["settings"][0]["format"]


def no_log_of_its_own(site: Site) -> None:
    del site.the("EnvoyProxy", "proxy")["spec"]["telemetry"]


def keys_of_nobody(site: Site) -> None:
    provider = site.the("SecurityPolicy", "token")["spec"]["jwt"]["providers"][0]
    provider["remoteJWKS"]["backendRefs"][0]["name"] = "identity"


@pytest.mark.parametrize(
    ("plant", "finding"),
    [
        (no_route, "HTTPRoute: /api/inspections/draws is treated as"),
        (another_service, "HTTPRoute: /api/cases/x is treated as"),
        (a_service_that_is_not_there, "HTTPRoute/cases: there is no Service case-api with port 8100"),
        (a_shorter_time, "HTTPRoute: /api/cases/blobs is treated as"),
        (with_the_prefix, "HTTPRoute: /api/cases/x is treated as"),
        (figures_for_everyone, "HTTPRoute: /api/identity/metrics is treated as"),
        (nothing_answers_not_found, "HTTPRoute/hidden: there is no HTTPRouteFilter not-found"),
        (open_to_everyone, "HTTPRoute: /api/cases/x is treated as"),
        (closed_to_who_signs_in, "HTTPRoute: /api/identity/sign-in is treated as"),
        (no_tokens_at_all, "HTTPRoute: /api/cases/x is treated as"),
        (tokens_of_another, "SecurityPolicy/token: takes other tokens than the local Envoy"),
        (small_files_only, "HTTPRoute: /api/credit/imports is treated as"),
        (no_limit, "HTTPRoute: /api/cases/x is treated as"),
        (policy_of_nobody, "BackendTrafficPolicy/up-to-20-megabytes: there is no HTTPRoute blobs"),
        (route_of_no_gateway, "HTTPRoute/cases: there is no Gateway door"),
        (a_door_beside_the_table, "HTTPRoute: /debug/x is treated as"),
        (in_plain, "Gateway/gateway: the listener http is not encrypted"),
        (slow_files_cut_off, "ClientTrafficPolicy/gateway: callers may be"),
        (browsers_come_in_plain, "ClientTrafficPolicy/gateway: browsers are told"),
        (films_in_memory, "HTTPRoute: /api/cases/blobs is treated as"),
        (proxy_that_is_not_there, "Gateway/gateway: there is no EnvoyProxy proxy"),
        (names_in_the_log, "EnvoyProxy/proxy: its access log keeps queries"),
        (a_log_of_the_controllers, "EnvoyProxy/proxy: its access log is that of the controller"),
        (no_log_of_its_own, "EnvoyProxy/proxy: its access log is that of the controller"),
        (no_screens, "HTTPRoute: / is treated as None"),
        (screens_for_who_signed_in_already, "HTTPRoute: / is treated as"),
        (hidden_no_more("/api"), "HTTPRoute: /api/nobody/x is treated as"),
        (hidden_no_more("/health"), "HTTPRoute: /health is treated as"),
        (a_shorter_time_for_screens, "HTTPRoute: /x is treated as"),
        (keys_of_nobody, "SecurityPolicy/token: there is no Service identity with port 8100"),
    ],
)
def test_is_found(production: Site, plant: Plant, finding: str) -> None:
    plant(production)
    found = production.against_code()
    assert [line for line in found if line.startswith(finding)], found
