"""An event on the wire and back; what is broken is named."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.cases import CaseFiled
from contracts.envelope import Envelope, Unreadable, stamp
from contracts_tool.goldens import golden

GOLDEN = golden(CaseFiled)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
optional = st.just("") | texts
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=10,
)
envelopes = st.builds(
    Envelope,
    subject=texts,
    sequence=st.integers(1, 10**15),
    type=texts,
    source=texts,
    time=st.datetimes(timezones=st.just(UTC)).map(stamp),
    actor=texts,
    agency=texts,
    township=optional,
    cause=texts,
    digest=texts,
    fielddigests=st.dictionaries(texts, texts, max_size=3),
    traceparent=optional,
    data=st.dictionaries(texts, values, max_size=4),
)


@given(envelopes)
def test_comes_back_as_it_was_sent(envelope: Envelope) -> None:
    assert Envelope.read(envelope.headers(), envelope.value()) == envelope


def test_is_cloudevents_in_binary_mode() -> None:
    headers = dict(GOLDEN.headers())
    assert headers["ce_specversion"] == b"1.0"
    assert headers["ce_id"] == f"{GOLDEN.subject}:{GOLDEN.sequence}".encode()
    assert headers["content-type"] == b"application/json"
    assert json.loads(GOLDEN.value()) == GOLDEN.data


def test_empty_attributes_are_left_out() -> None:
    names = {name for name, _ in replace(GOLDEN, township="", traceparent="").headers()}
    assert names.isdisjoint({"ce_township", "ce_traceparent"})


def test_foreign_headers_are_passed_over() -> None:
    foreign = [("x-other", b"\xff"), ("ce_later", b"1")]
    assert Envelope.read([*GOLDEN.headers(), *foreign], GOLDEN.value()) == GOLDEN


NEEDED = ["id", "type", "source", "subject", "time", "sequence", "actor", "agency", "cause", "digest"]


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("value", [None, b"", "gone"])
def test_a_missing_header_is_named(name: str, value: bytes | str | None) -> None:
    headers: dict[str, bytes | None] = dict(GOLDEN.headers())
    if isinstance(value, str):
        del headers[f"ce_{name}"]
    else:
        headers[f"ce_{name}"] = value
    with pytest.raises(Unreadable, match=f"headers missing: {name}$"):
        Envelope.read(headers.items(), GOLDEN.value())


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("ce_actor", b"\xff\xfe", "header ce_actor is not UTF-8"),
        ("ce_sequence", b"one", "ce_sequence is not a positive number"),
        ("ce_sequence", b"0", "ce_sequence is not a positive number"),
        ("ce_sequence", b"-1", "ce_sequence is not a positive number"),
        ("ce_sequence", "٣".encode(), "ce_sequence is not a positive number"),
        ("ce_sequence", b"9" * 5000, "ce_sequence is not a positive number"),
        ("ce_sequence", b"2", "ce_id is not <subject>:<sequence>"),
        ("ce_subject", b"another", "ce_id is not <subject>:<sequence>"),
        ("ce_time", b"yesterday", "ce_time is not a time with its zone"),
        ("ce_time", b"2026-03-12T02:15:00", "ce_time is not a time with its zone"),
        ("ce_fielddigests", b"{", "fielddigests is not JSON"),
        ("ce_fielddigests", b"[]", "fielddigests is not an object"),
        ("ce_fielddigests", b'{"a": 1}', "fielddigests is not an object of texts"),
    ],
)
def test_a_broken_header_is_named(name: str, value: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        Envelope.read((dict(GOLDEN.headers()) | {name: value}).items(), GOLDEN.value())


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "value is not JSON"),
        (b"", "value is not JSON"),
        (b"{'a': 1}", "value is not JSON"),
        (b'{"a": "\xff"}', "value is not JSON"),
        (b"[" * 100_000, "value is not JSON"),
        (b"[1]", "value is not an object"),
        (b"null", "value is not an object"),
    ],
)
def test_a_broken_value_is_named(value: bytes | None, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        Envelope.read(GOLDEN.headers(), value)


def test_times_are_utc_with_milliseconds() -> None:
    china = timezone(timedelta(hours=8))
    assert stamp(datetime(2026, 3, 12, 10, 15, 0, 123_999, china)) == "2026-03-12T02:15:00.123Z"
    assert stamp(datetime(2026, 3, 12, tzinfo=UTC)) == "2026-03-12T00:00:00.000Z"
    assert replace(GOLDEN, time="2026-03-12T00:00:00.000Z").at == datetime(2026, 3, 12, tzinfo=UTC)
