"""The page of rules: what cites a rule, which tests meet it, and what a decision can refuse."""

import re
from pathlib import Path

import pytest

from contracts_tool.citations import cited, sources
from contracts_tool.coverage import gathered
from contracts_tool.refusals import declared
from contracts_tool.rulebook import rulebook
from contracts_tool.working_copy import HERE, WorkingCopy

FILES = {
    "docs/rules.toml": """
        [families]
        X = "Refused"
        [X-01]
        what = "Tea without two tasters"
        kind = "BLOCK"
        law = "Tea Act 1"
        [X-02]
        what = "Cold tea"
        kind = "FLAG"
        law = "Tea Act 2"
        [X-03]
        what = "Tea at night"
        kind = "BLOCK"
        law = "Tea Act 3"
    """,
    "services/tea/tea/domain/tasting.py": '''
        """Tasting (X-02)."""
        from tea.domain.demands import check_tasters
        CODE, TITLE = "tea/not-yet", "尚不支持"
        COLD = Rule("tea/cold", "茶已凉", law="Tea Act 2", remedy="请重新沏茶", category=Category.CONFLICT)
        ICED = Rule(CODE, "冰茶", title=TITLE)  # X-02
        def taste_tea(tea: Tea, command: TasteTea, facts: Facts) -> list[TeaEvent]:
            facts.require("taste-tea", tea)
            check_tasters(command.tasters)
            return []
        def pour_tea(command: PourTea, facts: Facts) -> list[TeaEvent]:
            refuse(ICED)
        def brewed(tea: Tea, today: Today) -> None:
            refuse(COLD)
        def look_at(command: LookAt) -> str:
            refuse(COLD)
    ''',
    "services/tea/tea/domain/demands.py": '''
        """Demands."""
        ALONE = Rule("tea/alone", "须两人品茶", law="Tea Act 1")  # X-01
        TASTERS = TwoTasters(alone=ALONE)
        def check_tasters(tasters: Tasters) -> None:
            TASTERS.check(tasters)
    ''',
    "services/tea/tea/domain/gates.py": """
        from tea.domain.tasting import brewed
        GATES: Final = {"brewed": brewed}
    """,
    "services/tea/tea/data/procedures/tasting.toml": """
        [[steps]]
        name = "taste-tea"
        needs = ["brewed"]
    """,
    "services/tea/tests/test_tasting.py": """
        from tea.domain import demands
        def test_nobody_tastes_alone() -> None:
            assert refused() is demands.ALONE
        def test_x02_cold_tea_is_flagged() -> None:
            assert True
    """,
    "services/milk/tests/test_milk.py": """
        from milk.domain import demands
        def test_another_alone() -> None:
            assert refused() is demands.ALONE
        def test_a_code_is_known_everywhere() -> None:
            assert answer == "tea/alone"
    """,
}


@pytest.fixture
def declared_codes() -> set[str]:
    return {refusal.code for refusal in declared(sources(HERE.root))}


@pytest.fixture
def page(tmp_path: Path) -> str:
    for name, text in FILES.items():
        lines = text.strip("\n").splitlines()
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("\n".join(line.removeprefix(" " * 8) for line in lines))
    copy = WorkingCopy(tmp_path)
    return rulebook(copy, gathered(copy))


def row(page: str, name: str) -> list[str]:
    """The cells of the row in which a rule, a decision or a code comes first."""
    (line,) = [line for line in page.splitlines() if f"</a>{name} |" in line or f"</a>`{name}` |" in line]
    return line.strip("| ").split(" | ")


def places(page: str, rule: str) -> tuple[list[str], list[str]]:
    """Where a rule is applied and tested, as listed below its table."""
    _, _, below = page.partition(f"Places of {rule}\n")
    applied, _, met = below.partition("\n#")[0].partition("Tested in")
    return items(applied), items(met)


def items(text: str) -> list[str]:
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


def decision(page: str, anchor: str) -> list[str]:
    """The lines of a decision: a function each, with what it refuses."""
    return items(page.partition(f'<a id="{anchor}"></a>')[2].partition("\n#")[0])


def codes(lines: list[str]) -> str:
    told = ", ".join(line.partition("): ")[2] for line in lines)
    return re.sub(r"\[(`[^`]+`)\]\(#code-[a-z-]+\)", r"\1", told)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("refused (X-15)", {"X-15"}),
        ("X-04 to X-06, and E-5", {"X-04", "X-05", "X-06", "E-5"}),
        ("I-9 to I-11", {"I-9", "I-10", "I-11"}),
        ('receipt "P-1", FI-01, UTF-8, HB-E-2, X-15b', set()),
    ],
)
def test_rules_are_told_from_what_looks_like_them(text: str, rules: set[str]) -> None:
    assert cited(text) == rules


def test_a_rule_names_the_code_that_applies_it_and_the_tests_that_meet_it(page: str) -> None:
    _, what, law, *counted = row(page, "X-01")
    assert (what, law) == ("Tea without two tasters — BLOCK", "Tea Act 1")
    assert counted == ["[1](#x-01-places)", "[2](#x-01-places)"]
    applied, met = places(page, "X-01")
    assert applied == ["[tea/tea/domain/demands.py](../services/tea/tea/domain/demands.py) `ALONE`"]
    assert met == [
        "[milk/tests/test_milk.py](../services/milk/tests/test_milk.py) `test_a_code_is_known_everywhere`",
        "[tea/tests/test_tasting.py](../services/tea/tests/test_tasting.py) `test_nobody_tastes_alone`",
    ]


def test_the_name_of_a_test_says_what_it_meets(page: str) -> None:
    (applied,), (met,) = places(page, "X-02")
    assert applied.endswith("tasting.py) `ICED`")
    assert met.endswith("test_tasting.py) `test_x02_cold_tea_is_flagged`")


def test_a_rule_that_nothing_cites_says_so(page: str) -> None:
    assert row(page, "X-03")[3:] == ["–", "–"]


def test_a_decision_names_what_it_can_refuse_gates_first(page: str) -> None:
    assert codes(decision(page, "tea-taste_tea")) == "`tea/cold`, `tea/alone`"
    assert codes(decision(page, "tea-pour_tea")) == "`tea/not-yet`"
    assert [line.partition("]")[0] for line in decision(page, "tea-taste_tea")] == [
        "gate [`brewed`",
        "[`check_tasters`",
    ]


def test_a_refusal_stands_by_its_code(page: str) -> None:
    assert row(page, "tea/cold")[1:4] == ["茶已凉", "请重新沏茶", "Tea Act 2"]
    assert row(page, "tea/not-yet")[1:4] == ["冰茶", "–", "–"]
    assert row(page, "tea/not-yet")[-1] == "X-02"


def test_the_refusals_of_the_prior_notice_are_all_there() -> None:
    lines = decision(HERE.rulebook.read_text(), "cases-serve_prior_notice")
    text = codes(lines)
    gates, officers = ("already-decided", "no-party", "no-evidence"), ("one-officer", "not-certified", "no-certificate")
    limits = ("power-not-held", "law-not-in-force", "fine-above-maximum", "fine-before-order", "raised-after-defence")
    assert {code for code in (*gates, *officers, *limits) if f"`cases/{code}`" not in text} == set()
    assert "`cases/no-notice`" not in text


def test_the_refusals_of_the_prior_notice_stand_in_the_order_of_the_calls() -> None:
    found = codes(decision(HERE.rulebook.read_text(), "cases-serve_prior_notice"))
    order = (
        "already-withdrawn",
        "no-certificate",
        "one-officer",
        "empty-penalty",
        "fine-above-maximum",
        "raised-after-",
    )
    assert sorted(order, key=found.index) == list(order)


def test_rules_that_share_a_code_are_named() -> None:
    found = codes(decision(HERE.rulebook.read_text(), "cases-serve_prior_notice"))
    assert "`cases/not-yet-supported` (NO_AMOUNT, BASE_OPEN)" in found
    assert "`cases/not-yet-supported` (HEARING)" in found
    assert "`cases/not-yet-supported`," not in found


@pytest.mark.parametrize(
    ("layer", "code", "status"),
    [
        ("Gateway", "unauthorized", 401),
        ("Gateway", "gateway-timeout", 504),
        ("A closed process", "store-behind", 503),
        ("HTTP", "not-json", 400),
        ("HTTP", "invalid", 422),
        ("HTTP", "method-not-allowed", 405),
        ("HTTP", "internal-error", 500),
        ("HTTP", "keys-unavailable", 503),
        ("Store", "stale-version", 412),
        ("Store", "outcome-unknown", 503),
        ("Lists and files", "bad-cursor", 422),
    ],
)
def test_what_every_command_may_meet_stands_by_layer(layer: str, code: str, status: int) -> None:
    section = HERE.rulebook.read_text().partition(f"\n### {layer}\n")[2].partition("\n#")[0]
    assert f"\n| `{code}` | {status} | " in section


def test_no_shared_code_is_missing_from_the_layers(declared_codes: set[str]) -> None:
    section = HERE.rulebook.read_text().partition("## Refusals by layer")[2].partition("\n## ")[0]
    assert {code for code in declared_codes if "/" not in code and f"| `{code}` |" not in section} == set()
