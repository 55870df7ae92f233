"""Articles as people write them, beside the short citations of the code."""

import pytest

from contracts.articles import cited, numeral


@pytest.mark.parametrize(
    ("law", "chinese"),
    [
        ("APL 42", "《行政处罚法》第四十二条"),
        ("APL 42, 55, 76(1)(5)", "《行政处罚法》第四十二条、第五十五条、第七十六条第一款第五项"),
        ("APL 28(1), 66", "《行政处罚法》第二十八条第一款、第六十六条"),
        ("APL 64(1)", "《行政处罚法》第六十四条第一项"),
        ("APL 30-32", "《行政处罚法》第三十条至第三十二条"),
        ("APL 37; EEC 1057, 1242", "《行政处罚法》第三十七条；《生态环境法典》第一千零五十七条、第一千二百四十二条"),
        ("OBE 54; 国发〔2019〕5号", "《优化营商环境条例》第五十四条；国发〔2019〕5号"),
        ("APL 59(1)(1); GB 32100-2015", "《行政处罚法》第五十九条第一款第一项；GB 32100-2015"),
        ("Doc 54", "国办发〔2024〕54号"),
        ("Doc 54 (E-4)", "国办发〔2024〕54号"),
    ],
)
def test_a_citation_in_chinese(law: str, chinese: str) -> None:
    assert cited(law) == chinese


@pytest.mark.parametrize("text", ["", "国办发〔2024〕54号", "APLOMB 3", "APL 99999", "APL 42 等", "消防法", "在现场"])
def test_what_is_no_code_stands_for_itself(text: str) -> None:
    assert cited(text) is None


@pytest.mark.parametrize(
    ("number", "chinese"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (42, "四十二"),
        (100, "一百"),
        (108, "一百零八"),
        (110, "一百一十"),
        (1000, "一千"),
        (1008, "一千零八"),
        (1054, "一千零五十四"),
        (1242, "一千二百四十二"),
    ],
)
def test_numerals_of_statutes(number: int, chinese: str) -> None:
    assert numeral(number) == chinese
