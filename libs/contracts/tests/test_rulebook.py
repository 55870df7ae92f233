"""The page of rules: what cites a rule, which tests meet it, and what a decision can refuse."""

from pathlib import Path

import pytest

from contracts_tool.citations import cited
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
        COLD = Rule("tea/cold", "茶已凉", law="Tea Act 2", category=Category.CONFLICT)
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
        def test_nobody_tastes_alone() -> None:
            assert refused() is demands.ALONE
        def test_x02_cold_tea_is_flagged() -> None:
            assert True
    """,
    "services/milk/tests/test_milk.py": """
        def test_another_alone() -> None:
            assert refused() is demands.ALONE
        def test_a_code_is_known_everywhere() -> None:
            assert answer == "tea/alone"
    """,
}


@pytest.fixture
def page(tmp_path: Path) -> str:
    for name, text in FILES.items():
        lines = text.strip("\n").splitlines()
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("\n".join(line.removeprefix(" " * 8) for line in lines))
    return rulebook(WorkingCopy(tmp_path))


def row(page: str, name: str) -> list[str]:
    """The cells of the row in which a rule, a decision or a code comes first."""
    (line,) = [line for line in page.splitlines() if f"</a>{name} |" in line or line.startswith(f"| `{name}` |")]
    return line.strip("| ").split(" | ")


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
    _, what, law, applied, met = row(page, "X-01")
    assert (what, law) == ("Tea without two tasters — BLOCK", "Tea Act 1")
    assert applied == "[tea/tea/domain/demands.py](../services/tea/tea/domain/demands.py) `ALONE`"
    assert met == (
        "[milk/tests/test_milk.py](../services/milk/tests/test_milk.py) `test_a_code_is_known_everywhere`<br>"
        "[tea/tests/test_tasting.py](../services/tea/tests/test_tasting.py) `test_nobody_tastes_alone`"
    )


def test_the_name_of_a_test_says_what_it_meets(page: str) -> None:
    applied, met = row(page, "X-02")[3:]
    assert applied.endswith("tasting.py) `ICED`")
    assert met.endswith("test_tasting.py) `test_x02_cold_tea_is_flagged`")


def test_a_rule_that_nothing_cites_says_so(page: str) -> None:
    assert row(page, "X-03")[3:] == ["–", "–"]


def test_a_decision_names_what_it_can_refuse_gates_first(page: str) -> None:
    section = page.partition("## Refusals by command")[2].partition("## Refusals by code")[0]
    decisions = [line.partition(" `")[2] for line in section.splitlines() if "tasting.py" in line]
    told = dict(line.removesuffix(" |").split("` | ") for line in decisions)
    assert told == {"taste_tea": "`tea/cold`, `tea/alone`", "pour_tea": "`tea/not-yet`"}


def test_a_refusal_stands_by_its_code(page: str) -> None:
    assert row(page, "tea/cold")[1:4] == ["茶已凉", "Tea Act 2", "conflict"]
    assert row(page, "tea/not-yet")[1:3] == ["冰茶", "–"]
    assert row(page, "tea/not-yet")[-1] == "X-02"


def test_the_refusals_of_the_prior_notice_are_all_there() -> None:
    line = next(line for line in HERE.rulebook.read_text().splitlines() if "`serve_prior_notice` |" in line)
    gates, officers = ("already-decided", "no-party", "no-evidence"), ("one-officer", "not-certified", "no-certificate")
    limits = ("power-not-held", "law-not-in-force", "fine-above-maximum", "fine-before-order", "raised-after-defence")
    assert {code for code in (*gates, *officers, *limits) if f"`cases/{code}`" not in line} == set()
    assert "`cases/no-notice`" not in line
