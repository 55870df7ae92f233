"""The double-random lottery (双随机, OBE 54, Doc 5): pure, integers only, recomputable by hand.

`assemble` makes a pool from the directories, `encode` and `seal` fix it, `hold` draws once a public seed is named,
`write_record` tells everything that `verify_draw.py` needs to draw again.
"""

from inspections.domain.lottery.assembling import POOL_TOO_SMALL, QUOTAS_DO_NOT_ADD_UP, assemble
from inspections.domain.lottery.directory import DirectoryFirm, DirectoryOfficer
from inspections.domain.lottery.drawing import UNUSABLE_SEED, Drawn, DrawnOfficer, check_seed, hold
from inspections.domain.lottery.pool import Pool, Quota, Recusal, Terms
from inspections.domain.lottery.pool_file import PoolFileError, encode, seal
from inspections.domain.lottery.pool_reading import decode
from inspections.domain.lottery.record import write_record
from inspections.domain.lottery.tickets import NO_TICKET_TABLE, TicketTable, table_on

__all__ = [
    "NO_TICKET_TABLE",
    "POOL_TOO_SMALL",
    "QUOTAS_DO_NOT_ADD_UP",
    "UNUSABLE_SEED",
    "DirectoryFirm",
    "DirectoryOfficer",
    "Drawn",
    "DrawnOfficer",
    "Pool",
    "PoolFileError",
    "Quota",
    "Recusal",
    "Terms",
    "TicketTable",
    "assemble",
    "check_seed",
    "decode",
    "encode",
    "hold",
    "seal",
    "table_on",
    "write_record",
]
