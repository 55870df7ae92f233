"""Says whose every ticket of a draw is, and whether all is even: `python verify_openings.py RECORD OPENINGS`.

For those who may read credit risk classes; the lottery itself is checked by `verify_draw.py`. Copy this one file
wherever you like: it needs Python 3.10 or newer and nothing else (双随机抽取开票清单复核工具).
Exit status: 0 all is as sealed, 1 something differs or a file cannot be read.
"""

import argparse
import hashlib
import hmac
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

OPENINGS_FORMAT = "zhifatong-openings/1"
COUNTY = "130624"


def digest(*parts: str) -> str:
    """sha256 of the parts joined by one line feed."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


class Openings:
    """The file that says whose the tickets are: draw, nonce, lines per firm, and the firms."""

    def __init__(self, text: str) -> None:
        first, draw, nonce, lines, *rows = text.removesuffix("\n").split("\n")
        if first != OPENINGS_FORMAT:
            raise ValueError(f"首行应为 {OPENINGS_FORMAT}")
        self.draw = draw.removeprefix("draw\t")
        self.key = bytes.fromhex(nonce.removeprefix("nonce\t"))
        self.lines = int(lines.removeprefix("lines\t"))
        self.firms = [(code, place, grade, risk, int(count)) for code, place, grade, risk, count in map(columns, rows)]

    def ticket(self, firm: str, *about: str) -> str:
        """HMAC-SHA256 with the nonce gives the salt; draw, firm and salt give the ticket."""
        salt = hmac.digest(self.key, "\n".join(about).encode("utf-8"), "sha256").hex()
        return digest(self.draw, firm, salt)


def columns(row: str) -> list[str]:
    return row.split("\t")


def section(pool: list[str], name: str) -> list[list[str]]:
    """The rows of a section of the sealed pool."""
    below = pool[pool.index(f"[{name}]") + 1 :]
    end = next((place for place, line in enumerate(below) if line.startswith("[")), len(below))
    return [columns(line) for line in below[:end]]


def differences(record: dict[str, Any], openings: Openings) -> Iterator[str]:
    """Everything that is not as sealed, one sentence each."""
    pool = record["pool"]
    quotas = {township for township, _ in section(pool, "quotas")}
    owner: dict[tuple[str, str], str] = {}
    blanks = Counter[str]()
    for code, township, _, _, count in openings.firms:
        group = township if quotas else COUNTY
        if group == COUNTY or township in quotas:
            blanks[group] += openings.lines - count
            owner |= {(group, openings.ticket(code, code, str(n))): code for n in range(1, count + 1)}
    for group, count in blanks.items():
        owner |= {(group, openings.ticket("", "blank", group, str(n))): "" for n in range(1, count + 1)}
    if record["draw"] != openings.draw or sorted(map(tuple, section(pool, "tickets"))) != sorted(owner):
        yield "封存的票与开票清单不符"
    if [row[:2] for row in section(pool, "firms")] != [list(firm[:2]) for firm in openings.firms]:
        yield "开票清单的企业与封存的名单不符"
    yield from uneven(openings, quotas)
    of_ticket = {ticket: firm for (_, ticket), firm in owner.items()}
    drawn = {one["firm"] for one in record["drawn"]}
    for ticket in record["repeated"]:
        if of_ticket.get(ticket) not in drawn:
            yield f"票 {ticket} 不是已抽中企业的，却被略过"


def uneven(openings: Openings, quotas: set[str]) -> Iterator[str]:
    """In each group the same class and risk have the same tickets."""
    counts: dict[tuple[str, str, str], set[int]] = {}
    for _, township, grade, risk, count in openings.firms:
        counts.setdefault((township if quotas else COUNTY, grade, risk), set()).add(count)
    for (group, grade, risk), found in sorted(counts.items()):
        if len(found) > 1:
            yield f"组 {group} 中 {grade} 类 {risk} 风险的企业票数不一：{'、'.join(map(str, sorted(found)))}"


def main(argv: Sequence[str] | None = None) -> int:
    """Verifies the openings of one draw; the exit status."""
    parser = argparse.ArgumentParser(prog="verify-openings", description="复核双随机抽取的开票清单")
    parser.add_argument("record", metavar="RECORD", help="抽取记录（JSON）")
    parser.add_argument("openings", metavar="OPENINGS", help="开票清单")
    given = parser.parse_args(argv)
    try:
        record = json.loads(Path(given.record).read_text("utf-8"))
        found = list(differences(record, Openings(Path(given.openings).read_text("utf-8"))))
    except (OSError, ValueError, LookupError, TypeError) as fault:
        print(f"无法核验：{fault}", file=sys.stderr)
        return 1
    print(
        "\n".join([f"核验未通过，共 {len(found)} 处不符", *found]) if found else "OK 核验通过：每一票都有归属，票数一致"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
