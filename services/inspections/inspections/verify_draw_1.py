"""Draws again from a record of the first version: `python verify_draw_1.py FILE [--seal HASH] [--record HASH]`.

Copy this one file wherever you like: it needs Python 3.10 or newer and nothing else. It shares no code with the
platform; the rules are those that the record itself states under `algorithm` (双随机抽取结果复核工具).
Exit status: 0 all is as recorded, 1 something differs or the file cannot be read.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import Any

RECORD_FORMAT = "zhifatong-draw/1"
POOL_FORMAT = "zhifatong-pool/1"
COLUMNS = {
    "terms": 0,  # a name and any number of values
    "quotas": 2,
    "firms": 3,
    "officers": 2,
    "recusals": 2,
    "excluded-firms": 3,
    "excluded-officers": 3,
}
ALGORITHM_SHA256 = "4241ecabd9126d1447b1f22220f0df002621b39ac934dcc2518ecebc287c2a69"
TEXTS = dict.fromkeys(("format", "seed", "seed_source", "held_on", "pool_sha256"), str)
RECORD_FIELDS = {**TEXTS, "algorithm": list, "pool": list, "drawn": list}
DRAWN_FIELDS = {"firm": str, "township": str, "ticket": int, "number": str, "officers": list}
OFFICER_FIELDS = {"certificate": str, "number": str}
LABELS = {"township": "乡镇", "ticket": "票号", "number": "号码", "officers": "执法人员"}
NO_PAIR = "所在乡镇符合条件的执法人员不足两人"
FIRM_LINE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}\t[0-9]{9}\t[1-9][0-9]{0,3}")
COUNT = re.compile(r"[1-9][0-9]{0,8}")

Object = dict[str, Any]
Sections = dict[str, list[list[str]]]


class Unreadable(Exception):
    """The file is no record of a draw."""


# The record


def read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as fault:
        raise Unreadable(f"无法读取文件：{fault.strerror}") from fault


def load(data: bytes) -> Object:
    """The record, with every field of the type that it should have, and no other."""
    try:
        record: Object = json.loads(data.decode("utf-8"), object_pairs_hook=without_repetition)
        json.dumps(record, ensure_ascii=False).encode("utf-8")  # half a surrogate pair has no bytes to hash
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"不是有效的 JSON 文件：{fault}") from fault
    if type(record) is not dict or record.get("format") != RECORD_FORMAT:
        raise Unreadable(f"不是 {RECORD_FORMAT} 格式的抽取记录")
    check(record, "记录", RECORD_FIELDS)
    check_lists(record)
    return record


def without_repetition(pairs: list[tuple[str, Any]]) -> Object:
    """Two seeds in one record would let each reader see another one."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("有重复的字段")
    return dict(pairs)


def check_lists(record: Object) -> None:
    if not all(type(line) is str for line in [*record["pool"], *record["algorithm"]]):
        raise Unreadable("字段 pool 和 algorithm 应为文本行的列表")
    for place, one in enumerate(record["drawn"], 1):
        check(one, f"drawn 第 {place} 项", DRAWN_FIELDS)
        for officer in one["officers"]:
            check(officer, f"drawn 第 {place} 项的 officers", OFFICER_FIELDS)


def check(table: Any, where: str, fields: Mapping[str, type]) -> None:
    if type(table) is not dict:
        raise Unreadable(f"{where}应为 JSON 对象")
    for name, kind in fields.items():
        if type(table.get(name)) is not kind:
            raise Unreadable(f"{where}缺少字段 {name}，或其类型不对")
    if unknown := sorted(set(table) - set(fields)):
        raise Unreadable(f"{where}有不应有的字段：{'、'.join(unknown)}")


# The sealed pool


def parse_pool(data: bytes) -> Sections:
    """The rows of each section of the pool."""
    first, *lines = data.decode("utf-8").split("\n")[:-1] or [""]
    if first != POOL_FORMAT:
        raise Unreadable(f"名单首行应为 {POOL_FORMAT}")
    sections: Sections = {}
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("[") and line.endswith("]"):
            rows = sections[line[1:-1]] = []
        else:
            rows.append(line.split("\t"))
    if list(sections) != list(COLUMNS):
        raise Unreadable(f"名单应依次包含各节：{'、'.join(COLUMNS)}")
    check_rows(sections)
    return sections


def check_rows(sections: Sections) -> None:
    for name, columns in COLUMNS.items():
        if columns and any(len(row) != columns for row in sections[name]):
            raise Unreadable(f"名单 [{name}] 各行应有 {columns} 列")
    for row in sections["firms"]:
        if not FIRM_LINE.fullmatch("\t".join(row)):
            raise Unreadable(f"名单 [firms] 中“{' '.join(row)}”一行不合格式")
    counts = [row[1:] for row in sections["terms"] if row[0] == "wanted"] + [row[1:] for row in sections["quotas"]]
    if len(counts) != len(sections["quotas"]) + 1 or not all(COUNT.fullmatch("\t".join(count)) for count in counts):
        raise Unreadable("名单中拟抽取户数或乡镇名额应为正整数")


def wanted(sections: Sections) -> int:
    return next(int(row[1]) for row in sections["terms"] if row[0] == "wanted")


class Officers:
    """Officers who may visit each firm."""

    def __init__(self, sections: Sections) -> None:
        self.recused = {(firm, certificate) for firm, certificate in sections["recusals"]}
        self.of: dict[str, list[str]] = {}
        for township, certificate in sections["officers"]:
            self.of.setdefault(township, []).append(certificate)

    def free(self, firm: str, township: str) -> list[str]:
        return [one for one in self.of.get(township, []) if (firm, one) not in self.recused]


def pool_faults(sections: Sections) -> Iterator[str]:
    for name, rows in sections.items():
        if any(one >= other for one, other in pairwise(rows)):
            yield f"名单 [{name}] 未按规定排序，或有重复行"
    yield from repeated("企业", sections, "firms", "excluded-firms", column=0)
    yield from repeated("执法人员", sections, "officers", "excluded-officers", column=1)
    yield from repeated("乡镇名额", sections, "quotas", column=0)
    total = sum(int(row[1]) for row in sections["quotas"])
    if sections["quotas"] and total != wanted(sections):
        yield f"各乡镇名额合计 {total} 户，与拟抽取的 {wanted(sections)} 户不符"
    yield from pair_faults(sections, Officers(sections))


def repeated(what: str, sections: Sections, *names: str, column: int) -> Iterator[str]:
    seen: set[str] = set()
    for key in (row[column] for name in names for row in sections[name]):
        if key in seen:
            yield f"{what} {key} 在名单中重复出现"
        seen.add(key)


def pair_faults(sections: Sections, officers: Officers) -> Iterator[str]:
    """Nobody is drawn without two officers, nobody left out for want of them who has them."""
    for firm, township, _ in sections["firms"]:
        if len(officers.free(firm, township)) < 2:
            yield f"企业 {firm} 没有两名符合条件的执法人员，却列入抽取名单"
    for firm, township, reason in sections["excluded-firms"]:
        if reason == NO_PAIR and len(officers.free(firm, township)) >= 2:
            yield f"企业 {firm} 有两名以上符合条件的执法人员，排除理由不实"


# Drawing again


def number(*parts: object) -> str:
    """sha256 of the parts joined by one line feed."""
    return hashlib.sha256("\n".join(map(str, parts)).encode("utf-8")).hexdigest()


def draw(seed: str, sections: Sections) -> list[Object]:
    """The drawn list as it must be, in the form of the record."""
    officers = Officers(sections)
    left: dict[str, int] = {township: int(count) for township, count in sections["quotas"]}
    left.setdefault("", wanted(sections))
    drawn = []
    for smallest, firm, ticket, township in sorted(numbered(seed, row) for row in sections["firms"]):
        place = township if sections["quotas"] else ""
        if left.get(place, 0) > 0:
            left[place] -= 1
            pair = sorted((number(seed, "officer", firm, one), one) for one in officers.free(firm, township))[:2]
            drawn.append(entry(smallest, firm, ticket, township, pair))
    return drawn


def numbered(seed: str, row: list[str]) -> tuple[str, str, int, str]:
    firm, township, tickets = row
    smallest, ticket = min((number(seed, firm, ticket), ticket) for ticket in range(1, int(tickets) + 1))
    return smallest, firm, ticket, township


def entry(smallest: str, firm: str, ticket: int, township: str, pair: list[tuple[str, str]]) -> Object:
    officers = [{"certificate": certificate, "number": drawn} for drawn, certificate in pair]
    return {"firm": firm, "township": township, "ticket": ticket, "number": smallest, "officers": officers}


# Comparing


def differences(record: Object, seal: str | None) -> Iterator[str]:
    """Everything that is not as recorded, one sentence each."""
    data = "".join(f"{line}\n" for line in record["pool"]).encode("utf-8")
    sections = parse_pool(data)
    yield from seal_differences(hashlib.sha256(data).hexdigest(), record["pool_sha256"], seal)
    yield from pool_faults(sections)
    if number(*record["algorithm"]) != ALGORITHM_SHA256:
        yield "算法说明被改动：与本工具所依据的不同"
    seed, drawn = record["seed"], record["drawn"]
    if not seed.isprintable() or seed != seed.strip():
        yield "种子不合格式：应为一行可打印字符，首尾不留空格"
    if drawn and not any(number(seed, one["firm"], one["ticket"]) == one["number"] for one in drawn):
        yield f"种子不符：用记录的种子“{seed}”重算，没有一户的号码与记录一致"
        return
    expected = draw(seed, sections)
    if len(expected) < wanted(sections):
        yield f"名单不足：拟抽取 {wanted(sections)} 户，只能抽出 {len(expected)} 户"
    yield from drawn_differences(drawn, expected)


def seal_differences(actual: str, recorded: str, published: str | None) -> Iterator[str]:
    if actual != recorded:
        yield f"封存哈希不符：记录为 {recorded}，按名单重算为 {actual}"
    if published and actual != published.lower():
        yield f"封存哈希不符：抽取前公布的是 {published.lower()}，按名单重算为 {actual}"


def drawn_differences(recorded: list[Object], expected: list[Object]) -> Iterator[str]:
    firms, due = [one["firm"] for one in recorded], [one["firm"] for one in expected]
    if len(firms) != len(due):
        yield f"抽中户数不符：应为 {len(due)} 户，记录为 {len(firms)} 户"
    what = "抽中顺序" if sorted(firms) == sorted(due) else "抽中企业"
    for place, (here, there) in enumerate(zip_longest(firms, due, fillvalue="空"), 1):
        if here != there:
            yield f"{what}不符：第 {place} 位应为 {there}，记录为 {here}"
    by_firm = {one["firm"]: one for one in expected}
    for one in recorded:
        if one["firm"] in by_firm:
            yield from field_differences(one, by_firm[one["firm"]])


def field_differences(recorded: Object, expected: Object) -> Iterator[str]:
    for name, label in LABELS.items():
        if recorded[name] != expected[name]:
            yield f"{label}不符：企业 {expected['firm']} 应为 {shown(expected[name])}，记录为 {shown(recorded[name])}"


def shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(f"{one['certificate']}（{one['number']}）" for one in value) or "空"
    return str(value)


def summary(record: Object) -> str:
    return (
        f"OK 核验通过：抽中 {len(record['drawn'])} 户，企业、票号、号码、顺序和执法人员均与重算结果一致\n"
        f"   封存哈希 {record['pool_sha256']}（应与抽取前公布的一致）\n"
        f"   种子 {record['seed']}（来源：{record['seed_source']}）"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Verifies one file; the exit status."""
    parser = argparse.ArgumentParser(prog="verify-draw", description="复核双随机抽取记录")
    parser.add_argument("file", metavar="FILE", help="抽取记录（JSON）")
    parser.add_argument("--seal", metavar="SHA256", help="抽取前公布的封存哈希")
    parser.add_argument("--record", metavar="SHA256", help="抽取后公布的记录文件哈希：种子来源和抽取日期只由它证明")
    given = parser.parse_args(argv)
    try:
        data = read(given.file)
        record = load(data)
        found = list(differences(record, given.seal))
        if given.record and hashlib.sha256(data).hexdigest() != given.record.lower():
            found.append(f"记录文件不符：公布的哈希是 {given.record.lower()}")
    except Unreadable as fault:
        print(f"无法核验 {given.file}：{fault}", file=sys.stderr)
        return 1
    print("\n".join([f"核验未通过，共 {len(found)} 处不符", *found]) if found else summary(record))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
