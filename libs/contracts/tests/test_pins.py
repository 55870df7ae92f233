"""A citation is pinned to words of its article: a wrong number, a word too few or a leftover is found."""

from collections.abc import Iterator

import pytest

from contracts_tool.citations import sources
from contracts_tool.pins import adrift, misplaced, pinned
from contracts_tool.telling import Places, told
from contracts_tool.wording import wording, wordings
from contracts_tool.working_copy import HERE

TEA = wording(
    "茶法\n2026-01-01 起施行\n\n第一条\n茶分为红茶和绿茶。\n喝茶不得少于两人。\n\n"
    "第二条\n有下列情形的，不得喝茶：\n（一）夜里很晚；\n（二）茶凉了以后。\n\n第三条\n茶凉了以后应当重新煮水。"
)
WORDED = {"APL": TEA}


def found_of(phrase: str, place: str) -> list[str]:
    return list(adrift({"rules": {"tea/cold": {place: phrase}}}, {"rules": {"tea/cold": {place}}}, WORDED))


@pytest.mark.parametrize(
    ("phrase", "place"),
    [("不得少于两人", "APL 1"), ("不得少于两人", "APL 1(2)"), ("夜里很晚", "APL 2(1)"), ("重新煮水", "APL 3")],
)
def test_a_phrase_stands_where_it_is_cited(phrase: str, place: str) -> None:
    assert found_of(phrase, place) == []


@pytest.mark.parametrize(
    ("phrase", "place", "fault"),
    [
        ("不得少于两人", "APL 2", "does not stand in APL 2"),
        ("不得少于两人", "APL 1(1)", "does not stand in APL 1(1)"),
        ("不得少于两人", "APL 1(3)", "does not stand in APL 1(3)"),
        ("夜里很晚", "APL 2(2)", "does not stand in APL 2(2)"),
        ("夜里很晚", "APL 2(3)", "does not stand in APL 2(3)"),
        ("夜里很晚", "APL 4", "does not stand in APL 4"),
        ("夜里很晚", "ACL 2(1)", "does not stand in ACL 2(1)"),
        ("茶凉了以后", "APL 2(2)", "stands in APL 3, too"),
        ("喝茶，", "APL 1", "is too short"),
        ("夜里很晚", "APL 1, 2", "is no place"),
        ("夜里很晚", "somewhere", "is no place"),
    ],
)
def test_a_phrase_that_stands_elsewhere_is_found(phrase: str, place: str, fault: str) -> None:
    (found,) = found_of(phrase, place)
    assert found.startswith("rules tea/cold: ")
    assert found.endswith(fault)


def test_what_has_no_phrase_and_what_is_left_over_are_found() -> None:
    pins = {"rules": {"tea/cold": {"APL 3": "重新煮水"}}, "terms": {"night": {"APL 2(1)": "夜里很晚"}}}
    assert list(adrift(pins, {"rules": {"tea/cold": {"APL 1(2)"}}}, WORDED)) == [
        "rules tea/cold: no phrase for APL 1(2)",
        "rules tea/cold: nothing cites APL 3",
        "terms night: nothing cites APL 2(1)",
    ]


@pytest.fixture(scope="module")
def cited() -> Places:
    product = [one for one in sources(HERE.root) if not one.is_test]
    return told(product, wordings(HERE))


def test_whatever_cites_an_article_is_pinned_to_its_words(cited: Places) -> None:
    """Say in docs/phrases.toml which words of the article are meant; if there are none, the number is wrong."""
    assert list(adrift(pinned(HERE), cited, wordings(HERE))) == []


def test_what_people_are_told_is_read(cited: Places) -> None:
    assert cited["rules"]["cases/one-officer"] == {"APL 42"}
    assert cited["rules"]["inspections/seed-too-early"] == {"OBE 54"}
    assert cited["steps"]["decide-recusal"] == {"APL 43(3)"}
    assert cited["choices"]["MitigatedGround.COERCED"] == {"APL 32(2)"}
    assert {"APL 30", "APL 76(1)(2)"} <= cited["findings"]["X-09"]
    assert cited["terms"]["terms.decide_days"] == cited["terms"]["decide_until"] == {"APL 60"}
    assert cited["terms"]["PAY_DAYS"] == {"APL 67(3)"}
    assert {section: len(names) > 15 for section, names in cited.items()} == dict.fromkeys(cited, True)
    assert len(cited["rules"]) > 230


def others() -> Iterator[tuple[str, str, str]]:
    """Yield every pinned phrase with its place and the same place of the article before and after."""
    worded = wordings(HERE)
    for names in pinned(HERE).values():
        for phrases in names.values():
            for place, phrase in phrases.items():
                law, rest = place.split(" ")
                number, bracket, places = rest.partition("(")
                for other in (int(number) - 1, int(number) + 1):
                    if other in worded[law]:
                        yield phrase, place, f"{law} {other}{bracket}{places}"


def test_any_number_that_is_one_off_is_found(cited: Places) -> None:
    """Changed in code alone it has no phrase; changed in both, the phrase does not stand there."""
    wrong, worded = list(others()), wordings(HERE)
    assert len(wrong) > 900
    assert [planted for planted in wrong if not misplaced(planted[0], planted[2], worded)] == []
    name, pins = "cases/own-act", pinned(HERE)
    planted: Places = {**cited, "rules": {**cited["rules"], name: {"APL 41"}}}
    assert cited["rules"][name] == {"APL 42"}
    assert list(adrift(pins, planted, worded)) == [
        f"rules {name}: no phrase for APL 41",
        f"rules {name}: nothing cites APL 42",
    ]
