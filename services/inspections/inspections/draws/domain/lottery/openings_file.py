"""The openings as a file, `zhifatong-openings/1`: kept beside the pool, read by those who may read credit (X-39)."""

from contracts.credit import Risk
from contracts.values import Tier
from inspections.draws.domain.lottery.pool import Openings, WeighedFirm
from inspections.draws.domain.lottery.pool_file import PoolFileError

FORMAT = "zhifatong-openings/1"


def encode_openings(openings: Openings) -> bytes:
    """The file: format, draw, nonce and lines per firm, then a line per firm with its fields parted by TAB."""
    head = (FORMAT, f"draw\t{openings.draw}", f"nonce\t{openings.nonce}", f"lines\t{openings.lines}")
    return "".join(f"{line}\n" for line in (*head, *("\t".join(map(str, firm)) for firm in openings.firms))).encode()


def decode_openings(file: bytes) -> Openings:
    """Read the openings of a file that `encode_openings` wrote; raises PoolFileError on any other."""
    try:
        first, draw, nonce, lines, *firms = file.decode().removesuffix("\n").split("\n")
        if first != FORMAT:
            raise ValueError("wrong first line")
        return Openings(
            draw=draw.removeprefix("draw\t"),
            nonce=nonce.removeprefix("nonce\t"),
            lines=int(lines.removeprefix("lines\t")),
            firms=tuple(firm_of(*line.split("\t")) for line in firms),
        )
    except (ValueError, TypeError) as fault:
        raise PoolFileError(f"not a {FORMAT} file: {fault}") from fault


def firm_of(code: str, township: str, tier: str, risk: str, tickets: str) -> WeighedFirm:
    return WeighedFirm(code, township, Tier(tier), Risk(risk), int(tickets))
