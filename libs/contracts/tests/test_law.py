"""Articles: citations that lead nowhere are found, and so are remarks that are not true of the code."""

import json
from pathlib import Path

import pytest

from contracts_tool.coverage import faults, gathered
from contracts_tool.law import articles, astray, laws, told_to_people
from contracts_tool.wording import items, wording
from contracts_tool.working_copy import HERE, WorkingCopy

LAW = """
[APL]
title = "茶法"
length = 5
[APL.1]
about = "品茶"
[APL.2]
about = "凉茶"
not_yet = "cold tea"
[APL.3]
about = "冰茶"
refused = "iced tea"
[APL.4]
about = "夜茶"
not_ours = "tea at night"
"""
RULES = """
WARM = Rule("tea/warm", "茶", law="APL 1")
ICED = Rule("tea/not-yet-supported", "冰茶", law="APL 3")
"""
TEST = """
from tea import domain
def test_tea() -> None:
    assert refused() in (domain.WARM, domain.ICED)
"""


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("APL 42, 76(1)(5); ARL 20", {"APL 42", "APL 76"}),
        ("APL 30-32", {"APL 30", "APL 31", "APL 32"}),
        ("(APL 33, 57(1)(2)-(3))", {"APL 33", "APL 57"}),
        ("ACL 18, 19", {"ACL 18", "ACL 19"}),
        ("EEC 1057, APL 99999, XAPL 3, APL", set()),
    ],
)
def test_citations_are_read(text: str, named: set[str]) -> None:
    assert articles(text) == named


@pytest.mark.parametrize(
    "text", ["APL 86", "APL 76(1)(5)", "APL 64(8)", "APL 9(6)", "APL 84-86", "ACL 71", "ACL 18(10)"]
)
def test_what_is_there(text: str) -> None:
    assert list(astray(text, laws(HERE))) == []


@pytest.mark.parametrize(
    "text", ["APL 87", "APL 0", "APL 76(3)", "APL 76(1)(6)", "APL 64(9)", "APL 9(1)(1)", "APL 44(2)", "ACL 72"]
)
def test_what_leads_nowhere(text: str) -> None:
    assert list(astray(text, laws(HERE))) == [text]


def faults_of(root: Path, *, law: str = LAW, rules: str = RULES, test: str = TEST) -> list[str]:
    files = {"docs/law.toml": law, "services/tea/tea/domain.py": rules, "services/tea/tests/test_tea.py": test}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    copy = WorkingCopy(root)
    return list(faults(laws(copy)["APL"], gathered(copy)))


def test_what_is_said_is_true(tmp_path: Path) -> None:
    assert faults_of(tmp_path) == []


def test_what_nothing_carries_is_found(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, rules=RULES.replace("APL 1", "APL 5"))
    assert fault == "APL 1 is said to be carried, but nothing in code cites it"


@pytest.mark.parametrize(("article", "said"), [(2, "not yet"), (4, "not ours")])
def test_what_code_carries_after_all_is_found(tmp_path: Path, article: int, said: str) -> None:
    (fault,) = faults_of(tmp_path, rules=RULES.replace("APL 1", f"APL 1, {article}"))
    assert fault == f"APL {article} is said to be {said}, but services/tea/tea/domain.py WARM cites it"


def test_what_nothing_refuses_any_longer_is_found(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, rules=RULES.replace("not-yet-supported", "iced"))
    assert fault == "APL 3 is said to be refused until it is there, but nothing refuses it as not-yet-supported"


def test_what_no_test_meets_is_found(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, test=TEST.replace("domain.WARM, ", ""))
    assert fault == "APL 1 is carried by services/tea/tea/domain.py WARM, but no test meets it"


def test_a_variable_that_is_called_alike_meets_nothing(tmp_path: Path) -> None:
    alike = TEST.replace("domain.WARM, domain.ICED", "WARM, domain.ICED").replace(
        "    assert", "    WARM = tea()\n    assert"
    )
    for test in (
        alike,
        "from tea.domain import WARM\n" + alike,
        "from milk.domain import WARM\n" + TEST.replace("domain.WARM", "WARM"),
    ):
        (fault,) = faults_of(tmp_path, test=test)
        assert fault == "APL 1 is carried by services/tea/tea/domain.py WARM, but no test meets it"


def test_a_remark_at_the_head_of_a_module_carries_nothing(tmp_path: Path) -> None:
    assert faults_of(tmp_path, rules=f'"""Cold tea (APL 2)."""\n{RULES}') == []


TEA_LAW = """茶法
2026-01-01 起施行

第一条
茶分为：
（一）红茶；
（二）绿茶。
其他的不是茶。

第二条
喝茶不得少于两人。
"""


def test_the_wording_is_read_with_its_paragraphs_and_items() -> None:
    read = wording(TEA_LAW)
    assert read[2] == ["喝茶不得少于两人。"]
    assert [items(lines) for lines in read.values()] == [(2, 0), (0,)]


@pytest.mark.parametrize(("right", "wrong"), [("第二条", "第三条"), ("\n喝茶不得少于两人。", "")])
def test_a_wording_that_lacks_something_is_not_read(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="stands where article 2 should"):
        wording(TEA_LAW.replace(right, wrong))


def test_every_law_is_told_whole_to_the_screens() -> None:
    told = json.loads(told_to_people(HERE))
    assert {code: len(law["articles"]) for code, law in told.items()} == {"ACL": 71, "APL": 86, "OBE": 72}
    assert told["APL"]["articles"]["42"]["about"]
    assert told["OBE"]["title"] == "优化营商环境条例"
