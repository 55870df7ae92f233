"""Names are searched for by the query of an address, which no log and no figure keeps (docs/decisions/0052)."""

import logging
from urllib.parse import quote

import pytest

from chassis.testing import Bench, Caller
from identity.service import Service

NAME = "王小明"
CALLERS_OWN = ("httpx", "httpcore")
"""Loggers of the test's client, which no service has."""


async def test_a_name_that_is_searched_for_stands_in_no_log(
    bench: Bench[Service], first: Caller, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    found = await first.ask("/officers", word=NAME)
    refused = await first.ask("/officers", word=NAME, limit="many")
    missing = await bench.client.get(f"/nowhere?word={NAME}")
    assert (found.status_code, refused.status_code, missing.status_code) == (200, 422, 404)
    logged = "\n".join(str(vars(one)) for one in caplog.records if not one.name.startswith(CALLERS_OWN))
    figures = (await bench.client.get("/metrics")).text
    assert "zhifatong_closed" in figures
    for written in (NAME, quote(NAME), "word="):
        assert written not in logged
        assert written not in figures
