"""The chain of digests, against the vector of RFC 8785 and by hand."""

import hashlib
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from contracts.digests import START, canonical, digest, event_digest, field_digest

# RFC 8785, 3.2.2 and 3.2.3: the input and its canonical bytes.
GIVEN: dict[str, Any] = {
    "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
    "literals": [None, True, False],
}
CANONICAL = (
    b'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
    b'"string":"\xe2\x82\xac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
)

RECORD = {
    "sequence": 2,
    "type": "cases.case-closed.v1",
    "time": "2026-04-15T02:15:00.000Z",
    "actor": "officer-1",
    "agency": "130624100",
    "township": "",
    "cause": "http:officer-1:key",
    "data": {"outcome": "罚款已缴", "closed_on": "2026-04-15"},
}


def sha256(payload: bytes) -> str:
    return "sha256:" + hashlib.sha256(payload).hexdigest()


def test_the_vector_of_rfc_8785() -> None:
    assert rfc8785.dumps(GIVEN) == CANONICAL
    assert field_digest("", GIVEN) == sha256(CANONICAL)


def test_an_event_is_digested_as_the_papers_say() -> None:
    payload = (
        '["sha256:00",2,"cases.case-closed.v1","2026-04-15T02:15:00.000Z","officer-1","130624100","",'
        '"http:officer-1:key",{"closed_on":"2026-04-15","outcome":"罚款已缴"},{"reasons":"sha256:11"}]'
    )
    assert event_digest("sha256:00", RECORD, {"reasons": "sha256:11"}) == sha256(payload.encode())


def test_a_personal_value_is_digested_with_its_salt() -> None:
    assert field_digest("00ff", "张三") == sha256(b'\x00\xff"' + "张三".encode() + b'"')
    assert field_digest("00ff", "张三") != field_digest("00fe", "张三")


def test_the_algorithm_is_named() -> None:
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("name", RECORD)
def test_changing_anything_changes_the_digest(name: str) -> None:
    forged = RECORD | {name: {"outcome": "不予处罚"} if name == "data" else f"{RECORD[name]}!"}
    assert event_digest(START, forged, {}) != event_digest(START, RECORD, {})


def test_the_past_and_the_personal_fields_are_covered() -> None:
    honest = event_digest(START, RECORD, {"reasons": "sha256:11"})
    assert honest != event_digest("sha256:00", RECORD, {"reasons": "sha256:11"})
    assert honest != event_digest(START, RECORD, {"reasons": "sha256:12"})
    assert honest != event_digest(START, RECORD, {})


def test_what_is_no_fact_of_the_event_is_not_covered() -> None:
    assert event_digest(START, RECORD | {"traceparent": "00-1"}, {}) == event_digest(START, RECORD, {})


def shuffled(data: dict[str, Any]) -> dict[str, Any]:
    return dict(reversed(data.items()))


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(-(2**53) + 1, 2**53 - 1)))
def test_the_order_of_keys_does_not_count(data: dict[str, int]) -> None:
    assert event_digest(START, RECORD | {"data": shuffled(data)}, {}) == event_digest(
        START, RECORD | {"data": data}, {}
    )


TEXTS = st.text() | st.sampled_from(
    ["", "\x00", "\x1f", "\x7f", "\u2028", "\ud800", "é", "\U0001f600", "\uffff", '"', "\\", "/"]
)
NUMBERS = st.integers() | st.integers(2**53 - 2, 2**53 + 1) | st.floats()
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner) | st.tuples(inner, inner),
)


def written_or_refused(dumps: Any, value: Any) -> Any:
    try:
        return dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        return "refused"


@given(VALUES)
def test_what_is_digested_is_written_as_rfc8785_writes_it(value: Any) -> None:
    assert written_or_refused(canonical, value) == written_or_refused(rfc8785.dumps, value)
