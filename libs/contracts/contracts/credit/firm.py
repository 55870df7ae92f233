from datetime import date

from contracts.code import Code
from contracts.event import Event
from contracts.personal import Personal
from contracts.topics import FIRMS, IMPORTS
from contracts.values import FileHash, SocialCreditCode, Tier, TownshipCode


class FirmEvent(Event, topic=FIRMS):
    """Base of the events of a firm in the register."""


class ImportEvent(Event, topic=IMPORTS):
    """Base of the events of an import of firms."""


class FirmKind(Code):
    """Market entities (市场主体登记管理条例 3)."""

    ENTERPRISE = "enterprise", "企业"
    HOUSEHOLD = "household", "个体工商户"
    COOPERATIVE = "cooperative", "农民专业合作社"


class Risk(Code):
    """How much can go wrong in the trade; with the tier it gives the tickets (I-6)."""

    LOW = "low", "低风险"
    ORDINARY = "ordinary", "一般风险"
    HIGH = "high", "高风险"


class FirmsImported(ImportEvent, type="credit.firms-imported.v1", word="导入经营主体"):
    """A file of firms was accepted whole; `file` is its hash, `unchanged` of its rows stood in the register before."""

    file: FileHash
    rows: int
    sample: bool
    imported_on: date
    unchanged: int = 0


class FirmRegistered(FirmEvent, type="credit.firm-registered.v1", word="登记经营主体"):
    """A firm stands in the register, in the starting tier."""

    code: SocialCreditCode
    name: str
    township: TownshipCode
    kind: FirmKind
    field: str
    risk: Risk
    address: str
    tier: Tier
    legal_person: Personal[str]


class TierChanged(FirmEvent, type="credit.tier-changed.v1", word="调整信用风险等级"):
    """The firm's credit risk class changed (Doc 6); never public, never in a penalty (X-39)."""

    code: SocialCreditCode
    previous: Tier
    tier: Tier
    score: int
    model: str
    changed_on: date
    explanation: str
