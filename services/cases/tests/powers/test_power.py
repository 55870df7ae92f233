"""The form of a version of a power."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError

from cases.powers.domain.citation import Citation
from cases.powers.domain.power import Power

ROW: Mapping[str, Any] = {
    "code": "XX-01",
    "name": "样例事项",
    "field": "environment",
    "department": "130624-environment",
    "valid_from": "2026-08-15",
    "townships": ["130624100"],
    "duty": [{"law": "生态环境法典", "article": "246", "verified": True}],
    "penalty": [{"law": "生态环境法典", "article": "1131¶1", "verified": True}],
    "precondition": "none",
    "delegation": ["published-list"],
    "limitation": {"law": "APL 36", "years": 2, "harmful_years": 5, "harm": "有危害后果"},
    "fines": [{"payer": "anyone", "least": 50_000, "most": 200_000}],
}
FINE = {"payer": "anyone", "least": 50_000, "most": 200_000}


def test_the_row_itself_is_good() -> None:
    assert Power.model_validate(ROW).fines[0].most == 200_000


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"duty": []}, "names its duty"),
        ({"delegation": ["unconfirmed", "statute"]}, "no other source"),
        ({"valid_until": "2026-08-14"}, "valid_until lies before"),
        ({"precondition": "order"}, "does not fit"),
        ({"precondition": "higher-after-order"}, "does not fit"),
        ({"orders": [{"order": "demolish", "when": "after-order"}]}, "does not fit"),
        ({"precondition": "order", "fines": [FINE, {**FINE, "when": "after-order"}]}, "must come first"),
        ({"fines": [FINE, {**FINE, "payer": "citizen"}]}, "nothing tells them apart"),
        ({"fines": [FINE, FINE]}, "nothing tells them apart"),
        ({"fines": [{**FINE, "least": 300_000}]}, "least lies above most"),
        ({"fines": [{"payer": "anyone"}]}, "names its most"),
        ({"fines": [{**FINE, "amount": "none-nationally"}]}, "names its most"),
        ({"fines": [{**FINE, "amount": "percent"}]}, "of names what"),
        ({"fines": [{**FINE, "of": "造价"}]}, "of names what"),
        ({"fines": [{**FINE, "most": 2000.5}]}, "integer"),
        ({"penalty": [{"law": "生态环境法典", "article": "1131.1", "verified": True}]}, "pattern"),
        ({"penalty": [{"law": "生态环境法典", "article": "1131¶1"}]}, "verified"),
        ({"price": 1}, "price"),
    ],
)
def test_a_row_that_cannot_be_law_is_refused(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ValidationError, match=fault):
        Power.model_validate({**ROW, **change})


def test_fines_of_a_unit_and_of_its_responsible_persons_stand_side_by_side() -> None:
    fines = [{**FINE, "payer": "anyone"}, {**FINE, "payer": "responsible-person"}]
    assert len(Power.model_validate({**ROW, "fines": fines}).fines) == 2


@pytest.mark.parametrize(
    ("article", "text"),
    [
        ("77", "样例法第77条"),
        ("42¶2", "样例法第42条第2款"),
        ("250¶2-3", "样例法第250条第2至3款"),
        ("27#1", "样例法第27条第1项"),
        ("60¶1#3", "样例法第60条第1款第3项"),
    ],
)
def test_articles_as_documents_cite_them(article: str, text: str) -> None:
    assert Citation(law="样例法", article=article, verified=True).text == text
