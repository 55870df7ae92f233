"""Fixtures that all tests share, logs as plain lines (a traceback drawn in boxes takes seconds), times of recovery."""

import gc
from collections.abc import Generator, Iterator
from statistics import median
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

pytest_plugins = ["stack.fixtures"]

# On a machine that others use too, time says nothing about an example.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()])


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without the garbage collector: nearly all that is made stays to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Spare the garbage collector the thousands of tests and modules that stay to the end."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A table of what tests report as `recovery`; here, since with pytest-xdist no conftest.py of a folder is heard."""
    if found := list(recoveries(terminalreporter)):
        terminalreporter.section("recovery", "-")
        terminalreporter.write_line(f"{'':32}{'times':>6}{'median':>9}{'longest':>9}  seed")
    for entry in found:
        seconds = entry["seconds"]
        times = f"{len(seconds):>6}{median(seconds):>7.1f} s{max(seconds):>7.1f} s"
        terminalreporter.write_line(f"{entry['kind']:32}{times}  {entry.get('seed', '')}")


def recoveries(terminalreporter: pytest.TerminalReporter) -> Iterator[dict[str, Any]]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                yield from (value for name, value in report.user_properties if name == "recovery")
