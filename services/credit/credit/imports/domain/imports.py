"""An import of firms: the whole file is accepted, or nothing of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import Field

from contracts.credit import FirmRegistered, FirmsImported, ImportEvent
from contracts.folding import Landing
from contracts.refusal import Category, Rule, refuse
from contracts.values import Command, Sha256, SocialCreditCode
from credit.firms.domain.firm import RegisterFirm
from credit.imports.domain.firm_file import FileRow, FirmFile
from credit.imports.domain.row_faults import RowFault

FAULTS = Rule(
    "credit/import-faults",
    "文件中有 {count} 处错误，全部未登记",
    category=Category.MALFORMED,
    remedy="请按所列行号改正后重新导入",
)

FAULTS_LISTED = 200
COMPARED_FIELDS = ("name", "township", "kind", "field", "risk", "address")


class ImportFirms(Command):
    """`csv` is the file's text; `sample` marks data that stands for the real register."""

    csv: str = Field(min_length=1)
    sample: bool


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """The file as it was read, its hash, and what the register holds of its firms."""

    on: date
    sha256: Sha256
    file: FirmFile
    known: Mapping[SocialCreditCode, FirmRegistered]


@dataclass(frozen=True, kw_only=True)
class Import:
    imported: FirmsImported


land = Landing(Import)


def import_firms(command: ImportFirms, facts: FileFacts) -> list[ImportEvent]:
    """Accept a file without faults; a firm that is registered with the same data is none, so a file may come again."""
    faults = [*facts.file.faults, *(fault for row in facts.file.rows for fault in differing(row, facts.known))]
    if faults:
        listed = [fault.model_dump() for fault in sorted(faults, key=by_row)[:FAULTS_LISTED]]
        refuse(FAULTS, count=len(faults), faults=listed)
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
    """One fault per public field that differs from the register: changing what is registered is not supported yet."""
    if registered := known.get(row.firm.code):
        for field in differences(row.firm, registered):
            held = getattr(registered, field)
            reason = f"该主体已登记为 {held}，与文件不同；登记事项变更尚不支持"
            yield RowFault(row=row.number, field=field, reason=reason)


def differences(firm: RegisterFirm, registered: FirmRegistered) -> list[str]:
    """The names of the public fields that differ; the legal person is personal, so no decision reads it."""
    return [field for field in COMPARED_FIELDS if getattr(firm, field) != getattr(registered, field)]


def by_row(fault: RowFault) -> int:
    return fault.row
