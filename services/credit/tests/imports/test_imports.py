"""Accepting a file whole, or nothing of it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.credit import FirmRegistered, FirmsImported
from contracts.refusal import Refusal
from contracts.values import Tier
from credit.firms.domain.firm import RegisterFirm
from credit.imports.domain.firm_file import FileRow, FirmFile
from credit.imports.domain.imports import FAULTS, FAULTS_LISTED, FileFacts, ImportFirms, import_firms
from credit.imports.domain.row_faults import RowFault

type Firms = Callable[[int], dict[str, Any]]

ON = date(2026, 9, 1)
COMMAND = ImportFirms(csv="…", sample=True)


def facts(rows: list[dict[str, Any]], known: list[dict[str, Any]], faults: tuple[RowFault, ...] = ()) -> FileFacts:
    read = tuple(FileRow(number=place, firm=RegisterFirm(**row)) for place, row in enumerate(rows, start=2))
    registered = {row["code"]: FirmRegistered.model_validate(row | {"tier": Tier.B}) for row in known}
    return FileFacts(on=ON, sha256="a" * 64, file=FirmFile(rows=read, faults=faults), known=registered)


def refused(given: FileFacts) -> Refusal:
    with pytest.raises(Refusal) as caught:
        import_firms(COMMAND, given)
    return caught.value


def test_an_accepted_file_is_one_event_with_its_hash(firm: Firms) -> None:
    [imported] = import_firms(COMMAND, facts([firm(1), firm(2)], known=[firm(1)]))
    assert isinstance(imported, FirmsImported)
    assert (imported.file, imported.rows, imported.unchanged) == ("a" * 64, 2, 1)
    assert (imported.sample, imported.imported_on) == (True, ON)


def test_other_data_than_registered_is_told_per_row_and_field(firm: Firms) -> None:
    refusal = refused(facts([firm(1), firm(2) | {"name": "新名", "risk": "high"}], known=[firm(1), firm(2)]))
    assert refusal.rule is FAULTS
    assert [(fault["row"], fault["field"]) for fault in refusal.facts["faults"]] == [(3, "name"), (3, "risk")]
    assert "登记事项变更尚不支持" in refusal.facts["faults"][0]["reason"]


def test_the_legal_person_is_no_ground_of_a_decision(firm: Firms) -> None:
    assert len(import_firms(COMMAND, facts([firm(1) | {"legal_person": "李"}], known=[firm(1)]))) == 1


def test_faults_of_the_file_and_of_the_register_are_told_together_in_order(firm: Firms) -> None:
    fault = RowFault(row=7, field="code", reason="与第 2 行重复")
    refusal = refused(facts([firm(1) | {"address": "别处"}], known=[firm(1)], faults=(fault,)))
    assert [fault["row"] for fault in refusal.facts["faults"]] == [2, 7]
    assert "2 处错误" in refusal.detail


def test_the_count_is_whole_where_the_list_is_cut(firm: Firms) -> None:
    faults = tuple(RowFault(row=row, field="code", reason="…") for row in range(2, 1_002))
    refusal = refused(facts([], known=[], faults=faults))
    assert "1000 处错误" in refusal.detail
    assert len(refusal.facts["faults"]) == FAULTS_LISTED
