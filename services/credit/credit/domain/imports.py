"""An import of firms: the whole file is accepted, or nothing of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from contracts.credit import FirmRegistered, FirmsImported, ImportEvent
from contracts.folding import Landing
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Sha256, SocialCreditCode
from credit.domain.firm import RegisterFirm
from credit.domain.firm_file import FileRow, FirmFile
from credit.domain.row_faults import RowFault

FAULTS = Rule(
    "credit/import-faults",
    "文件中有 {count} 处错误，全部未登记",
    category=Category.MALFORMED,
    remedy="请按所列行号改正后重新导入",
)

MOST_TOLD = 200
COMPARED = ("name", "township", "kind", "field", "risk", "address")


class ImportFirms(Command):
    """`csv` is the file's text; `sample` marks data that stands for the real register."""

    csv: str = Field(min_length=1)
    sample: bool


@dataclass(frozen=True, kw_only=True)
class ImportFacts:
    """The file as it was read, its hash, and what the register holds of its firms."""

    on: date
    sha256: Sha256
    file: FirmFile
    known: Mapping[SocialCreditCode, FirmRegistered]


@dataclass(frozen=True, kw_only=True)
class Import:
    imported: FirmsImported


land = Landing(Import)


def import_firms(command: ImportFirms, facts: ImportFacts) -> list[ImportEvent]:
    """A firm that stands in the register with the same data is no fault: the same file may come again."""
    faults = [*facts.file.faults, *(fault for row in facts.file.rows for fault in differing(row, facts.known))]
    if faults:
        told = [fault.model_dump() for fault in sorted(faults, key=by_row)[:MOST_TOLD]]
        refuse(FAULTS, count=len(faults), faults=told)
    return [
        FirmsImported(
            file=facts.sha256,
            rows=len(facts.file.rows),
            unchanged=sum(row.firm.code in facts.known for row in facts.file.rows),
            sample=command.sample,
            imported_on=facts.on,
        )
    ]


def differing(row: FileRow, known: Mapping[SocialCreditCode, FirmRegistered]) -> Iterator[RowFault]:
    """Changing what is registered is not supported yet, so it is told and not done."""
    if registered := known.get(row.firm.code):
        for field in differences(row.firm, registered):
            held = getattr(registered, field)
            reason = f"该主体已登记为 {held}，与文件不同；登记事项变更尚不支持"
            yield RowFault(row=row.number, field=field, reason=reason)


def differences(firm: RegisterFirm, registered: FirmRegistered) -> list[str]:
    """The names of the public fields that differ; the legal person is personal, so no decision reads it."""
    return [field for field in COMPARED if getattr(firm, field) != getattr(registered, field)]


def by_row(fault: RowFault) -> int:
    return fault.row
