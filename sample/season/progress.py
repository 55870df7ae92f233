"""Progress of the season by day, step and remaining time: a bar on a terminal, elsewhere a line now and then."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

SECONDS_BETWEEN_LINES = 10.0


@dataclass(frozen=True)
class Chapter:
    """A part of the season; `share` is the percentage of the time that its steps take together, as measured."""

    title: str
    steps: int
    share: float


ACCOUNTS = Chapter("十三个乡镇、十二个部门的人员开立账户", 147, 23)
FIRMS = Chapter("登记市场主体（样例）", 1, 15)
POWERS = Chapter("司法局确认赋权（样例）", 1, 4)
FIRST_DRAW = Chapter("双随机抽查：封存名单，公布种子，抽取 40 户，独立工具复核", 1, 4)
VISITS = Chapter("四十次入企检查", 41, 28)
CASES = Chapter("立案查处：一件移送，八件来自巡查和热线", 9, 7)
ATTEMPTS = Chapter("违法操作一一被拒", 6, 2)
TASK = Chapter("逾期缴款被提醒并缴清，监督机构交办任务", 2, 1)
SECOND_DRAW = Chapter("第二次抽查：信用变动改变票数", 2, 4)
VERIFICATION = Chapter("核对：监督台所计与各服务所存，每份历史逐条验证", 7, 12)
CHAPTERS = (ACCOUNTS, FIRMS, POWERS, FIRST_DRAW, VISITS, CASES, ATTEMPTS, TASK, SECOND_DRAW, VERIFICATION)


class ProgressDisplay:
    """Display of the chapters as they begin and of the steps as they are done."""

    def __init__(self, console: Console, today: Callable[[], date]) -> None:
        self.console = console
        self.today = today
        self.chapter, self.step = ACCOUNTS, 0
        self._started = self._last_line = time.monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rest]}"))
        self._bar = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._bar.add_task("", total=100.0, rest="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    @property
    def done(self) -> float:
        """Return the percentage done."""
        before = sum(chapter.share for chapter in CHAPTERS[: CHAPTERS.index(self.chapter)])
        return before + self.chapter.share * min(1.0, self.step / self.chapter.steps)

    @property
    def left(self) -> timedelta | None:
        """Return the time that the rest takes at the speed so far; None while there is no speed yet."""
        gone = time.monotonic() - self._started
        return timedelta(seconds=round(gone * (100 - self.done) / self.done)) if self.done >= 1 else None

    def begin(self, chapter: Chapter) -> None:
        self.chapter, self.step = chapter, 0
        self.console.print(f"season | {self.today()} {chapter.title}")
        self._last_line = time.monotonic()
        self._draw()

    def advance(self) -> None:
        """Count one step of the chapter as done."""
        self.step += 1
        self._draw()
        if not self.console.is_terminal and time.monotonic() - self._last_line >= SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            self.console.print(f"season | {self.today()} {self._counted()}，{self._rest()}", highlight=False)

    def _counted(self) -> str:
        """Return the chapter in short, and how many of its steps are done."""
        title, steps = self.chapter.title.partition("：")[0], self.chapter.steps
        return f"{title} {min(self.step, steps)}/{steps}" if steps > 1 else title

    def _rest(self) -> str:
        return f"{self.done:.0f} %" + (f"，约剩 {self.left}" if self.left is not None else "")

    def _draw(self) -> None:
        text = f"{self.today()} {self._counted()}"
        self._bar.update(self._task, completed=self.done, description=text, rest=self._rest())
