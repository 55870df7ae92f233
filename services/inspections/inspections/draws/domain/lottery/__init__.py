"""The double-random lottery (双随机, OBE 54, Doc 5): pure, in integers, and easy to repeat by hand.

`assemble` makes a pool from the directories, and openings that say whose its tickets are; `encode` and `seal` fix the
pool, `hold` draws once the seed has come out, `write_record` writes all that `verify_draw.py` needs to repeat the draw.
"""

from inspections.draws.domain.lottery.assembling import POOL_TOO_SMALL, QUOTAS_DO_NOT_ADD_UP, assemble
from inspections.draws.domain.lottery.directory import DirectoryFirm, DirectoryOfficer
from inspections.draws.domain.lottery.drawing import Drawn, Held, hold
from inspections.draws.domain.lottery.openings_file import decode_openings, encode_openings
from inspections.draws.domain.lottery.pool import Openings, Pool, Quota, Recusal, Terms
from inspections.draws.domain.lottery.pool_file import PoolFileError, encode, seal
from inspections.draws.domain.lottery.pool_reading import decode
from inspections.draws.domain.lottery.record import FORMAT, write_record
from inspections.draws.domain.lottery.tickets import NO_TICKET_TABLE, TicketTable, table_on

__all__ = [
    "FORMAT",
    "NO_TICKET_TABLE",
    "POOL_TOO_SMALL",
    "QUOTAS_DO_NOT_ADD_UP",
    "DirectoryFirm",
    "DirectoryOfficer",
    "Drawn",
    "Held",
    "Openings",
    "Pool",
    "PoolFileError",
    "Quota",
    "Recusal",
    "Terms",
    "TicketTable",
    "assemble",
    "decode",
    "decode_openings",
    "encode",
    "encode_openings",
    "hold",
    "seal",
    "table_on",
    "write_record",
]
