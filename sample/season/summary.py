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


def law_label(problem: Body) -> str:
    """Return the article in Chinese."""
    law: str = problem["law"]
    return str(problem.get("labels", {}).get(law, law))


def show(console: Console, tables: Sequence[Table], lines: Sequence[str]) -> None:
    for table in tables:
        console.print(table)
    for line in lines:
        console.print(line)


def show_accounts(console: Console, password: str) -> None:
    """Show how to sign in; plain text, so that it can be copied."""
    lines = (
        f"样例账户密码（全部虚构人员相同）：{password}，管理员登录名 {ADMINISTRATOR}，",
        "其他登录名如 130624100-officer-1、130624100-head-1、130624-justice-supervisor-1",
    )
    for line in lines:
        console.print(line, highlight=False)
