"""Every service describes itself behind the gateway, for people and for programs."""

import re

import httpx
import pytest
from tests.journeys.people import Json, People, is_problem

from contracts.topics import SERVICES
from stack.settings import Settings

ASKED = re.compile(r"url: '([^']+)'")


@pytest.mark.parametrize("service", SERVICES)
def test_the_page_for_people_finds_the_description(gateway: httpx.Client, service: str) -> None:
    """As a browser would: what the page names is looked up from where the page is."""
    page = gateway.get(f"/api/{service}/docs")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    named = ASKED.search(page.text)
    assert named
    found = gateway.get(str(page.url.join(named[1])))
    assert found.status_code == 200
    assert found.json()["info"]["title"] == f"Zhifatong {service}"


@pytest.mark.parametrize("service", SERVICES)
def test_its_addresses_lead_through_the_gateway(openapi: dict[str, Json], people: People, service: str) -> None:
    """The server that the description names, with a path that it names, is answered."""
    (server,) = openapi[service]["servers"]
    answer = people["administrator"].ask(f"{server['url']}/work")
    assert "/work" in openapi[service]["paths"]
    assert answer.json()["items"] == []


@pytest.mark.parametrize("service", SERVICES)
def test_health_is_told_to_anybody(gateway: httpx.Client, service: str) -> None:
    assert gateway.get(f"/api/{service}/health/live").json()["status"] == "alive"
    assert gateway.get(f"/api/{service}/health/ready").json()["status"] == "ready"


@pytest.mark.parametrize("service", SERVICES)
def test_metrics_are_not_for_callers_of_the_gateway(people: People, settings: Settings, service: str) -> None:
    """Operators ask the service's own port."""
    address = f"/api/{service}/metrics"
    assert is_problem(people.client.get(address), 404)
    assert is_problem(people["administrator"].ask(address), 404)
    assert httpx.get(f"http://127.0.0.1:{settings.service_ports[service]}/metrics").status_code == 200
