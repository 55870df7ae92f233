"""The events of the box office that tests run on: halls and tickets, and the boards and files of those who listen."""

from datetime import date

from contracts.event import Event
from contracts.personal import Personal
from contracts.topics import Topic

HALLS = Topic("tests.hall", "office", ("listener",), partitions=2)
TICKETS = Topic("tests.ticket", "office", ("listener",), partitions=2)
BOARDS = Topic("tests.board", "listener", (), partitions=1)
FILES = Topic("tests.file", "listener", (), partitions=2)
READ_BY: dict[str, list[Topic]] = {"office": [], "listener": [HALLS, TICKETS]}


class ForeignEvent(Event):
    """What the listener can read."""


class HallEvent(ForeignEvent, topic=HALLS):
    """Base of the events of a hall."""


class HallOpened(HallEvent, type="tests.hall-opened.v1", word="开厅"):
    seats: int
    name: str = ""


class HallNamed(HallEvent, type="tests.hall-named.v1", word="命名"):
    name: str


class HallLent(HallEvent, type="tests.hall-lent.v1", word="借出"):
    """To the holder of a ticket, of which the listener may not have heard yet."""

    ticket: str


class HallShut(HallEvent, type="tests.hall-shut.v1", word="关厅"):
    """Nobody is seated in it any more, and no ticket is sold for it."""


class TicketEvent(ForeignEvent, topic=TICKETS):
    """Base of the events of a ticket."""


class TicketSold(TicketEvent, type="tests.ticket-sold.v1", word="售票"):
    hall: str
    price: int
    use_by: date | None
    buyer: Personal[str]


class TicketNoted(TicketEvent, type="tests.ticket-noted.v1", word="备注"):
    text: str


class TicketSeated(TicketEvent, type="tests.ticket-seated.v1", word="入座"):
    hall: str
    seat: int


class TicketClosed(TicketEvent, type="tests.ticket-closed.v1", word="票结"):
    """Used or given back: nothing comes after it but notes."""

    closed_on: date
    signature: Personal[str]


class TicketOverdue(TicketEvent, type="tests.ticket-overdue.v1", word="票逾期"):
    use_by: date


class BoardEvent(Event, topic=BOARDS):
    """What stands on the board in front of a hall."""


class BoardHung(BoardEvent, type="tests.board-hung.v1", word="挂牌"):
    pass


class BoardNamed(BoardEvent, type="tests.board-named.v1", word="牌命名"):
    name: str


class BoardLent(BoardEvent, type="tests.board-lent.v1", word="牌借出"):
    ticket: str


class BoardTaken(BoardEvent, type="tests.board-taken.v1", word="摘牌"):
    """The hall is shut."""


class FileEvent(Event, topic=FILES):
    """What stands in the file of a ticket."""


class FileBegun(FileEvent, type="tests.file-begun.v1", word="建档"):
    pass


class FileFlagged(FileEvent, type="tests.file-flagged.v1", word="标记"):
    seat: int


class FileExtended(FileEvent, type="tests.file-extended.v1", word="延期"):
    """By a note: from the flag on they count, those before it don't."""

    text: str


class FileUrged(FileEvent, type="tests.file-urged.v1", word="催办"):
    pass


class FileFinished(FileEvent, type="tests.file-finished.v1", word="办结"):
    pass


class FileDeclined(FileEvent, type="tests.file-declined.v1", word="不予办理"):
    """A file without a flag can't be finished."""

    rule: str


class FileStamped(FileEvent, type="tests.file-stamped.v1", word="盖章"):
    """By a person, whatever else happens to the file."""

    stamp: str
