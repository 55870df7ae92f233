"""The page of the API description works in a network without internet."""

import re
from typing import Any

from chassis.testing import Bench


async def test_the_docs_page_needs_nothing_from_elsewhere(notes: Bench[Any]) -> None:
    page = await notes.client.get("/docs")
    linked = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert linked
    for address in linked:
        assert not re.match(r"(https?:)?//", address), address
        assert (await notes.client.get(f"/{address}")).status_code == 200
    assert "url: 'openapi.json'" in page.text
    assert (await notes.client.get("/openapi.json")).json()["servers"] == [{"url": "/api/tests"}]
