"""Only trace contexts of the W3C are kept."""

import pytest

from contracts.trace import trace_context

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_trace_context_is_kept() -> None:
    assert trace_context(TRACE) == TRACE


@pytest.mark.parametrize(
    "given",
    [
        "",
        "王五",
        TRACE.upper(),
        TRACE + "-more",
        TRACE + "\n",
        "01" + TRACE[2:],
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-4bf92f3577b34da6a3ce929d0e0e4736-{'0' * 16}-01",
        "00-4bf92f35-00f067aa-01",
    ],
)
def test_anything_else_is_dropped(given: str) -> None:
    assert trace_context(given) == ""
