"""Draws again from a draw's record and says whether all is as recorded: `python verify_draw.py FILE`.

Copy this one file wherever you like: it needs Python 3.10 or newer and nothing else. It shares no code with the
platform; the rules are those that the record itself states under `algorithm` (双随机抽取结果复核工具). `--seal` and
`--record` compare with what was published: the seal before the seed was known, the record's sha256 when it was held.
Exit status: 0 all is as recorded, 1 something differs or the file cannot be read.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

RECORD_FORMAT = "zhifatong-draw/2"
EARLIER_FORMAT = "zhifatong-draw/1"
POOL_FORMAT = "zhifatong-pool/2"
ALGORITHM_SHA256 = "051a66fe6fa7b3eb88fdd5a4adf51dce51cd69362c86d059a9c1db4cac05281e"
COLUMNS = {
    "terms": 0,  # a name and any number of values
    "quotas": 2,
    "firms": 2,
    "tickets": 2,
    "officers": 2,
    "recusals": 2,
    "excluded-firms": 3,
    "excluded-officers": 3,
}
TERMS = ("applies-to", "draw", "fields", "item-lists", "known-from", "on", "seed-issue", "seed-source", "wanted")
TEXTS = ("format", "draw", "seed", "seed_source", "held_on", "pool_sha256", "record_sha256")
LISTS = ("algorithm", "drawn", "blank", "repeated", "pool")
RECORD_FIELDS = {**dict.fromkeys(TEXTS, str), **dict.fromkeys(LISTS, list)}
DRAWN_FIELDS = {"firm": str, "township": str, "ticket": str, "salt": str, "number": str, "officers": list}
BLANK_FIELDS = {"ticket": str, "salt": str}
COUNTY = "130624"
NO_PAIR = "所在乡镇符合条件的执法人员不足两人"

Object = dict[str, Any]
Sections = dict[str, list[list[str]]]


class Unreadable(Exception):
    """The file is no record of a draw."""


# Reading


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
    if type(record) is not dict:
        raise Unreadable("文件应为 JSON 对象")
    if record.get("format") == EARLIER_FORMAT:
        raise Unreadable(f"{EARLIER_FORMAT} 格式的记录由 verify_draw_1.py 复核")
    if record.get("format") != RECORD_FORMAT:
        raise Unreadable(f"不是 {RECORD_FORMAT} 格式的抽取记录")
    check(record, "记录", RECORD_FIELDS)
    for name in ("algorithm", "repeated", "pool"):
        if not all(type(line) is str for line in record[name]):
            raise Unreadable(f"字段 {name} 应为文本行的列表")
    for one in record["blank"]:
        check(one, "blank 各项", BLANK_FIELDS)
    for one in record["drawn"]:
        check(one, "drawn 各项", DRAWN_FIELDS)
    return record


def without_repetition(pairs: list[tuple[str, Any]]) -> Object:
    """Two seeds in one record would let each reader see another one."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("有重复的字段")
    return dict(pairs)


def check(table: Any, where: str, fields: Mapping[str, type]) -> None:
    if type(table) is not dict:
        raise Unreadable(f"{where}应为 JSON 对象")
    for name, kind in fields.items():
        if type(table.get(name)) is not kind:
            raise Unreadable(f"{where}缺少字段 {name}，或其类型不对")
    if unknown := sorted(set(table) - set(fields)):
        raise Unreadable(f"{where}有不应有的字段：{'、'.join(unknown)}")


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
    for name, columns in COLUMNS.items():
        if columns and any(len(row) != columns for row in sections[name]):
            raise Unreadable(f"名单 [{name}] 各行应有 {columns} 列")
    if tuple(row[0] for row in sections["terms"]) != TERMS:
        raise Unreadable(f"名单 [terms] 应依次为：{'、'.join(TERMS)}")
    return sections


class Pool:
    """The sealed pool, ready to draw from."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections
        terms = {row[0]: row[1:] for row in sections["terms"]}
        try:
            (self.draw,), (self.source,), (self.issue,) = terms["draw"], terms["seed-source"], terms["seed-issue"]
            self.known_from = datetime.fromisoformat(terms["known-from"][0])
            self.wanted = int(terms["wanted"][0])
            self.groups = {row[0]: int(row[1]) for row in sections["quotas"]} or {COUNTY: self.wanted}
        except (ValueError, IndexError) as fault:
            raise Unreadable(f"名单的抽取条件不合格式：{fault}") from fault
        self.townships = {row[0]: row[1] for row in sections["firms"]}
        self.recused = {(row[0], row[1]) for row in sections["recusals"]}

    def group(self, township: str) -> str:
        return township if self.sections["quotas"] else COUNTY

    def free(self, firm: str, township: str) -> list[str]:
        """Officers who may visit the firm."""
        at_home = [row[1] for row in self.sections["officers"] if row[0] == township]
        return [one for one in at_home if (firm, one) not in self.recused]


# What must be true


def digest(*parts: str) -> str:
    """sha256 of the parts joined by one line feed."""
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()


def differences(record: Object) -> Iterator[str]:
    """Everything that is not as recorded, one sentence each."""
    data = "".join(f"{line}\n" for line in record["pool"]).encode("utf-8")
    pool = Pool(parse_pool(data))
    yield from head_faults(record, pool, hashlib.sha256(data).hexdigest())
    yield from pool_faults(pool)
    yield from walk_faults(record, pool)
    yield from opening_faults(record, pool)
    yield from officer_faults(record, pool)


def head_faults(record: Object, pool: Pool, sealed: str) -> Iterator[str]:
    rest = {name: value for name, value in record.items() if name != "record_sha256"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(plain.encode("utf-8")).hexdigest() != record["record_sha256"]:
        yield "记录被改动：record_sha256 与其余各项不符"
    if digest(*record["algorithm"]) != ALGORITHM_SHA256:
        yield "算法说明被改动：与本工具所依据的不同"
    if sealed != record["pool_sha256"]:
        yield f"封存哈希不符：记录为 {record['pool_sha256']}，按名单重算为 {sealed}"
    if record["draw"] != pool.draw:
        yield f"抽取编号不符：名单封存时为 {pool.draw}"
    if record["seed_source"] != f"{pool.source}第 {pool.issue} 期":
        yield f"种子来源不符：名单封存时为{pool.source}第 {pool.issue} 期"
    seed = record["seed"]
    if not seed.startswith(f"{pool.issue} ") or not seed.isprintable() or seed != " ".join(seed.split()):
        yield f"种子不合格式：应为第 {pool.issue} 期的号码"
    try:
        early = date.fromisoformat(record["held_on"]) < pool.known_from.date()
    except ValueError:
        early = True
    if early:
        yield f"抽取日期不符：种子在 {pool.known_from} 才产生"


def pool_faults(pool: Pool) -> Iterator[str]:
    sections = pool.sections
    for name, rows in sections.items():
        if any(one >= other for one, other in pairwise(rows)):
            yield f"名单 [{name}] 未按规定排序，或有重复行"
    for what, column in (("firms", 0), ("officers", 1)):
        counted = Counter(row[column] for row in [*sections[what], *sections[f"excluded-{what}"]])
        yield from (f"{key} 在名单中重复出现" for key, count in counted.items() if count > 1)
    if sum(pool.groups.values()) != pool.wanted or min(pool.groups.values()) < 0:
        yield f"各乡镇名额合计与拟抽取的 {pool.wanted} 户不符"
    if not {row[0] for row in sections["tickets"]} <= set(pool.groups):
        yield "有的票不属于任何一组"
    for firm, township in sections["firms"]:
        if len(pool.free(firm, township)) < 2:
            yield f"企业 {firm} 没有两名符合条件的执法人员，却列入抽取名单"
    for firm, township, reason in sections["excluded-firms"]:
        if reason == NO_PAIR and len(pool.free(firm, township)) >= 2:
            yield f"企业 {firm} 有两名以上符合条件的执法人员，排除理由不实"


def walk_faults(record: Object, pool: Pool) -> Iterator[str]:
    """In each group the smallest numbers were opened, one after the other, until enough firms had won."""
    won, passed = [one["ticket"] for one in record["drawn"]], [one["ticket"] for one in record["blank"]]
    told = [*won, *passed, *record["repeated"]]
    if len(set(told)) < len(told):
        yield "有的票在记录中重复出现"
    due: set[str] = set()
    for group, wanted in pool.groups.items():
        tickets = [ticket for of, ticket in pool.sections["tickets"] if of == group]
        left, first = wanted, True
        for _, ticket in sorted((digest(pool.draw, record["seed"], ticket), ticket) for ticket in tickets):
            if left == 0:
                break
            due.add(ticket)
            if ticket not in told or (first and ticket in record["repeated"]):
                yield f"号码不符：票 {ticket} 的号码在前，记录中没有打开"
                break
            left, first = left - (ticket in won), first and ticket not in won
        if left:
            yield f"组 {group} 还应抽取 {left} 户"
    for ticket in sorted(set(told) - due):
        yield f"号码不符：票 {ticket} 的号码不在前列，或不在名单中"
    numbers = [one["number"] for one in record["drawn"]]
    if numbers != [digest(pool.draw, record["seed"], ticket) for ticket in won]:
        yield "号码不符：与按种子重算的不同"
    if numbers != sorted(numbers):
        yield "抽中顺序不符：应按号码从小到大"


def opening_faults(record: Object, pool: Pool) -> Iterator[str]:
    group_of = {ticket: group for group, ticket in pool.sections["tickets"]}
    for one in record["drawn"]:
        if digest(pool.draw, one["firm"], one["salt"]) != one["ticket"]:
            yield f"企业不符：票 {one['ticket']} 不是企业 {one['firm']} 的"
        if pool.townships.get(one["firm"]) != one["township"]:
            yield f"乡镇不符：企业 {one['firm']}"
        elif group_of.get(one["ticket"]) != pool.group(one["township"]):
            yield f"企业 {one['firm']} 不在票所在的组"
    if len({one["firm"] for one in record["drawn"]}) < len(record["drawn"]):
        yield "有的企业重复抽中"
    for one in record["blank"]:
        if digest(pool.draw, "", one["salt"]) != one["ticket"]:
            yield f"票 {one['ticket']} 不是空票"


def officer_faults(record: Object, pool: Pool) -> Iterator[str]:
    for one in record["drawn"]:
        free = pool.free(one["firm"], one["township"])
        numbered = sorted((digest(pool.draw, record["seed"], "officer", one["firm"], who), who) for who in free)[:2]
        if one["officers"] != [{"certificate": who, "number": number} for number, who in numbered]:
            yield f"执法人员不符：企业 {one['firm']} 应为 {'、'.join(who for _, who in numbered)}"


def published_faults(record: Object, data: bytes, seal: str | None, published: str | None) -> Iterator[str]:
    if seal and record["pool_sha256"] != seal.lower():
        yield f"封存哈希不符：抽取前公布的是 {seal.lower()}，记录为 {record['pool_sha256']}"
    if published and hashlib.sha256(data).hexdigest() != published.lower():
        yield f"记录文件不符：公布的哈希是 {published.lower()}"


def summary(record: Object) -> str:
    return (
        f"OK 核验通过：抽中 {len(record['drawn'])} 户，票、号码、顺序和执法人员均与重算结果一致\n"
        f"   略过空票 {len(record['blank'])} 张、已抽中企业的其余票 {len(record['repeated'])} 张\n"
        f"   封存哈希 {record['pool_sha256']}（应与抽取前公布的一致）\n"
        f"   种子 {record['seed']}（来源：{record['seed_source']}，应与该来源公布的一致）"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Verifies one file; the exit status."""
    parser = argparse.ArgumentParser(prog="verify-draw", description="复核双随机抽取记录")
    parser.add_argument("file", metavar="FILE", help="抽取记录（JSON）")
    parser.add_argument("--seal", metavar="SHA256", help="抽取前公布的封存哈希")
    parser.add_argument("--record", metavar="SHA256", help="抽取后公布的记录文件哈希")
    given = parser.parse_args(argv)
    try:
        data = read(given.file)
        record = load(data)
        found = [*differences(record), *published_faults(record, data, given.seal, given.record)]
    except Unreadable as fault:
        print(f"无法核验 {given.file}：{fault}", file=sys.stderr)
        return 1
    print("\n".join([f"核验未通过，共 {len(found)} 处不符", *found]) if found else summary(record))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
