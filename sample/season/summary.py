"""Summary of the season for its readers, in Chinese."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from season.accounts import ADMINISTRATOR
from season.checking import Compared
from season.illegal import Refused
from season.player import Body

WORDS = {
    "opened": "立案",
    "open": "在办案件",
    "closed": "结案",
    "withdrawn": "撤销立案",
    "visits-assigned": "派发检查",
    "visits-concluded": "完成检查",
    "visits-unmet": "未能检查",
    "patrols": "巡查",
    "clues": "线索",
}


def compared_table(compared: Sequence[Compared]) -> Table:
    table = Table(title="阜平一季：各服务所存与监督台所计")
    for heading in ("事项", "业务服务", "监督服务"):
        table.add_column(heading, justify="left" if heading == "事项" else "right")
    for one in compared:
        table.add_row(WORDS[one.what], str(one.held), str(one.counted))
    return table


def refused_table(refused: Sequence[Refused]) -> Table:
    table = Table(title="被拒绝的违法操作")
    for heading in ("操作", "理由", "依据"):
        table.add_column(heading, overflow="fold")
    for one in refused:
        table.add_row(one.what, one.problem["detail"], law_label(one.problem))
    return table


TO_TRY = (
    ("130624206-officer-2", "执法人员：今日任务、亮证、入企检查（手机宽度）"),
    ("130624206-head-1", "行政机关负责人：审批、案件"),
    ("130624-justice-supervisor-1", "执法监督机构：全县一张网、预警、评查"),
)


def law_label(problem: Body) -> str:
    """Return the article in Chinese."""
    law: str = problem["law"]
    return str(problem.get("labels", {}).get(law, law))


def show(console: Console, tables: Sequence[Table], lines: Sequence[str]) -> None:
    for table in tables:
        console.print(table)
    for line in lines:
        console.print(line)


def show_accounts(console: Console, password: str, address: str) -> None:
    """Show where the screens are and how to sign in; plain text, so that it can be copied."""
    lines = (
        f"样例账户密码（全部虚构人员相同）：{password}",
        f"打开 {address}/ ，可先用这三个登录名试：",
        *(f"  {login}  {what}" for login, what in TO_TRY),
        f"平台管理员：{ADMINISTRATOR}；无须登录的公众查验：{address}/public.html",
    )
    for line in lines:
        console.print(line, highlight=False)
