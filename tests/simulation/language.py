"""The events of the simulated services: halls and tickets of a box office, boards and files of those who listen."""

from datetime import date

from contracts.event import Event
from contracts.personal import Personal
from contracts.topics import Topic

HALLS = Topic("sim.hall", "office", ("listener",), partitions=2)
TICKETS = Topic("sim.ticket", "office", ("listener",), partitions=2)
BOARDS = Topic("sim.board", "listener", (), partitions=1)
FILES = Topic("sim.file", "listener", (), partitions=2)
READ_BY: dict[str, list[Topic]] = {"office": [], "listener": [HALLS, TICKETS]}


class ForeignEvent(Event):
    """What the listener can read."""


class HallEvent(ForeignEvent, topic=HALLS):
    """What can happen to a hall."""


class HallOpened(HallEvent, type="sim.hall-opened.v1", word="开厅"):
    seats: int


class HallNamed(HallEvent, type="sim.hall-named.v1", word="命名"):
    name: str


class HallLent(HallEvent, type="sim.hall-lent.v1", word="借出"):
    """To the holder of a ticket, of which the listener may not have heard yet."""

    ticket: str


class HallShut(HallEvent, type="sim.hall-shut.v1", word="关厅"):
    """Nobody is seated in it any more, and no ticket is sold for it."""


class TicketEvent(ForeignEvent, topic=TICKETS):
    """What can happen to a ticket."""


class TicketSold(TicketEvent, type="sim.ticket-sold.v1", word="售票"):
    hall: str
    use_by: date
    buyer: Personal[str]


class TicketNoted(TicketEvent, type="sim.ticket-noted.v1", word="备注"):
    text: str


class TicketSeated(TicketEvent, type="sim.ticket-seated.v1", word="入座"):
    hall: str
    seat: int


class TicketClosed(TicketEvent, type="sim.ticket-closed.v1", word="票结"):
    """Used or given back: nothing comes after it but notes."""


class TicketOverdue(TicketEvent, type="sim.ticket-overdue.v1", word="票逾期"):
    use_by: date


class BoardEvent(Event, topic=BOARDS):
    """What stands on the board in front of a hall."""


class BoardHung(BoardEvent, type="sim.board-hung.v1", word="挂牌"):
    pass


class BoardNamed(BoardEvent, type="sim.board-named.v1", word="牌命名"):
    name: str


class BoardLent(BoardEvent, type="sim.board-lent.v1", word="牌借出"):
    ticket: str


class BoardTaken(BoardEvent, type="sim.board-taken.v1", word="摘牌"):
    """The hall is shut."""


class FileEvent(Event, topic=FILES):
    """What stands in the file of a ticket."""


class FileBegun(FileEvent, type="sim.file-begun.v1", word="建档"):
    pass


class FileFlagged(FileEvent, type="sim.file-flagged.v1", word="标记"):
    seat: int


class FileExtended(FileEvent, type="sim.file-extended.v1", word="延期"):
    """By a note: from the flag on they count, those before it don't."""

    text: str


class FileUrged(FileEvent, type="sim.file-urged.v1", word="催办"):
    pass


class FileFinished(FileEvent, type="sim.file-finished.v1", word="办结"):
    pass


class FileDeclined(FileEvent, type="sim.file-declined.v1", word="不予办理"):
    """A file without a flag can't be finished."""

    rule: str


class FileStamped(FileEvent, type="sim.file-stamped.v1", word="盖章"):
    """By a person, whatever else happens to the file."""

    stamp: str
