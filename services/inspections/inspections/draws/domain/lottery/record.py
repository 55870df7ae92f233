"""The record of a draw, `zhifatong-draw/2`: one JSON file with all that it takes to repeat the draw."""

import json
from datetime import date
from hashlib import sha256
from typing import Any

from inspections.draws.domain.lottery.drawing import Drawn, Held
from inspections.draws.domain.lottery.pool_file import seal

FORMAT = "zhifatong-draw/2"
ALGORITHM = (
    "1. 封存：pool 各行依次以换行符（LF）结尾连接成 UTF-8 文件，其 sha256 即 pool_sha256，在种子产生之前公布；"
    "[terms] 写明抽取编号 draw、种子来源 seed-source、期号 seed-issue 和产生时间 known-from。",
    "2. 种子：期号、空格、该期号码，只有一种写法；held_on 不早于产生时间。",
    "3. 名单：[firms] 每行为 统一社会信用代码 TAB 乡镇代码；[tickets] 每行为 组 TAB 票，票不写明属于哪一户；"
    "[quotas] 为空时全县为一组（130624），否则每个乡镇一组，名额即拟抽取户数。",
    "4. 票：sha256(抽取编号 LF 统一社会信用代码 LF 盐)；空票的统一社会信用代码为空。"
    "各部分之间一个换行符，末尾没有换行符。",
    "5. 票的号码：sha256(抽取编号 LF 种子 LF 票)，按 256 位无符号整数比较。",
    "6. 抽中：各组按号码从小到大逐票打开，空票（blank，附盐）和已抽中企业的其余票（repeated）略过，"
    "打开的企业（drawn，附盐）即为抽中，直至够数；结果按号码从小到大排列。",
    "7. 执法人员：在 [officers] 中与企业同一乡镇、且不在 [recusals] 中回避该企业的人员里，"
    "取 sha256(抽取编号 LF 种子 LF officer LF 统一社会信用代码 LF 执法证号) 最小的两人。",
    "8. 票数：按信用风险类别和行业风险确定，不对外公开；"
    "开票清单（openings）供可以查阅信用风险类别的人复核每一票的归属。",
    "9. record_sha256：其余各项按键名排序、不留空白的 JSON（UTF-8，不转义）的 sha256。",
    '10. 手工验算：printf \'%s\\n%s\\n%s\' "$draw" "$firm" "$salt" | sha256sum 得票；'
    'printf \'%s\\n%s\\n%s\' "$draw" "$seed" "$ticket" | sha256sum 得号码',
)

type Record = dict[str, Any]


def write_record(pool_file: bytes, draw: str, held: Held, *, seed: str, seed_source: str, held_on: date) -> bytes:
    """Write the record; its sha256 is its name."""
    record: Record = {
        "format": FORMAT,
        "algorithm": list(ALGORITHM),
        "draw": draw,
        "seed": seed,
        "seed_source": seed_source,
        "held_on": held_on.isoformat(),
        "pool_sha256": seal(pool_file),
        "drawn": [row(firm) for firm in held.drawn],
        "blank": [{"ticket": opening.ticket, "salt": opening.salt} for opening in held.blank],
        "repeated": list(held.repeated),
        "pool": pool_file.decode().split("\n")[:-1],
    }
    record["record_sha256"] = digest_of(record)
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def digest_of(record: Record) -> str:
    """The digest of a record without its own digest."""
    plain = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def row(drawn: Drawn) -> Record:
    return {
        "firm": drawn.firm,
        "township": drawn.township,
        "ticket": drawn.ticket,
        "salt": drawn.salt,
        "number": drawn.number,
        "officers": [{"certificate": officer.certificate, "number": officer.number} for officer in drawn.officers],
    }
