"""The double-random lottery (双随机, OBE 54, Doc 5): pure, in integers, and easy to repeat by hand.

`assemble` makes a pool from the directories, `encode` and `seal` fix it, `hold` draws once a public seed is named,
`write_record` writes all that `verify_draw.py` needs to repeat the draw.
"""

from inspections.draws.domain.lottery.assembling import POOL_TOO_SMALL, QUOTAS_DO_NOT_ADD_UP, assemble
from inspections.draws.domain.lottery.directory import DirectoryFirm, DirectoryOfficer
from inspections.draws.domain.lottery.drawing import Drawn, DrawnOfficer, hold
from inspections.draws.domain.lottery.pool import Pool, Quota, Recusal, Terms
from inspections.draws.domain.lottery.pool_file import PoolFileError, encode, seal
from inspections.draws.domain.lottery.pool_reading import decode
from inspections.draws.domain.lottery.record import write_record
from inspections.draws.domain.lottery.tickets import NO_TICKET_TABLE, TicketTable, table_on

__all__ = [
    "NO_TICKET_TABLE",
    "POOL_TOO_SMALL",
    "QUOTAS_DO_NOT_ADD_UP",
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
    "decode",
    "encode",
    "hold",
    "seal",
    "table_on",
    "write_record",
]
