"""The record of a draw, `zhifatong-draw/1`: one JSON file with all that it takes to repeat the draw."""

import json
from datetime import date
from typing import Any

from inspections.draws.domain.lottery.drawing import Drawn
from inspections.draws.domain.lottery.pool_file import seal

FORMAT = "zhifatong-draw/1"
ALGORITHM = (
    "1. 封存：pool 各行依次以换行符（LF）结尾连接成 UTF-8 文件，其 sha256 即 pool_sha256，在种子公开之前公布。",
    "2. 名单：[firms] 每行为 统一社会信用代码 TAB 乡镇代码 TAB 票数；票号自 1 起。",
    "3. 票的号码：sha256(种子 LF 统一社会信用代码 LF 票号)，UTF-8，各部分之间一个换行符，末尾没有换行符。",
    "4. 企业的号码：其各票号码中最小者；号码按 256 位无符号整数比较。",
    "5. 抽中：[quotas] 为空时取全部企业中号码最小的 wanted 户；否则各乡镇分别取号码最小的若干户；"
    "结果按号码从小到大排列，号码相同时代码小者在先。",
    "6. 执法人员：在 [officers] 中与企业同一乡镇、且不在 [recusals] 中回避该企业的人员里，"
    "取 sha256(种子 LF officer LF 统一社会信用代码 LF 执法证号) 最小的两人；号码相同时证号小者在先。",
    '7. 手工验算一票：printf \'%s\\n%s\\n%d\' "$seed" "$code" 1 | sha256sum',
)


def write_record(pool_file: bytes, drawn: tuple[Drawn, ...], *, seed: str, seed_source: str, held_on: date) -> bytes:
    """Write the record; its sha256 is its name."""
    record = {
        "format": FORMAT,
        "algorithm": ALGORITHM,
        "seed": seed,
        "seed_source": seed_source,
        "held_on": held_on.isoformat(),
        "pool_sha256": seal(pool_file),
        "drawn": [row(firm) for firm in drawn],
        "pool": pool_file.decode().split("\n")[:-1],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def row(drawn: Drawn) -> dict[str, Any]:
    return {
        "firm": drawn.firm,
        "township": drawn.township,
        "ticket": drawn.ticket,
        "number": drawn.number,
        "officers": [{"certificate": officer.certificate, "number": officer.number} for officer in drawn.officers],
    }
