"""Sight of visits and patrols (of one's own body) and of tasks (one's own); supervisor and draw office see all."""

from collections.abc import Collection

from chassis.documents import Document
from chassis.store import UNKNOWN
from contracts.origin import Origin
from contracts.refusal import Category, Rule, refuse
from contracts.values import BodyCode, CertificateNumber, Role

SEES_ALL = frozenset({Role.SUPERVISOR, Role.DRAW_OFFICE})
SEES_OWN = frozenset({Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.LEGAL_REVIEWER})
"""Who has to do with what the own body inspects; accounts, the register of firms and the hotline are other work."""
SEES_CLUES = frozenset({Role.OFFICER, Role.CAPTAIN, Role.HEAD, Role.SUPERVISOR})
"""Who sees clues, as in cases: the draw office and legal reviewers do not."""
READS_CREDIT = frozenset({Role.SUPERVISOR, Role.DRAW_OFFICE})
"""Who reads the credit risk classes of the whole county and has to do with draws (X-39)."""

WITNESSES = frozenset(Role) - {Role.DRAW_OFFICE}
"""Who may witness a seed, where a draw names them: not who draws (X-36)."""


WITHHELD = Rule(
    "inspections/withheld-from-recused",
    "已在本次检查或者巡查中回避，不得再查阅有关记录",
    law="APL 43, 50",
    category=Category.NOT_ALLOWED,
    remedy="需要说明情况的，向其他检查人员提出",
)


def check_takes_part(recused: Collection[CertificateNumber], who: Origin) -> None:
    """Refuse whoever was recused: the page, the history and the pictures are for those who may take part."""
    if not names_of(who).isdisjoint(recused):
        refuse(WITHHELD)


def check_body(body: BodyCode, who: Origin) -> None:
    """Refuse as unknown what the caller has nothing to do with; reactions and ticks see everything."""
    by_person = who.cause.startswith("http:") or not who.cause
    own = who.agency == body and who.roles & SEES_OWN
    if by_person and not own and not who.roles & SEES_ALL:
        refuse(UNKNOWN, id="—")


def check_own(body: BodyCode, who: Origin) -> None:
    """Refuse as unknown what another body handles, also to who sees every body's."""
    if who.agency != body:
        refuse(UNKNOWN, id="—")


def sees_personal(
    body: BodyCode, officers: Collection[CertificateNumber], recused: Collection[CertificateNumber], who: Origin
) -> bool:
    """True for those who go or went, and the head of the body; others see what happened without it (APL 50)."""
    if body != who.agency:
        return False
    return who.certificate in set(officers) - set(recused) or Role.HEAD in who.roles


def sees_clues(who: Origin) -> bool:
    return bool(who.roles & SEES_CLUES)


def own_body(who: Origin) -> Document:
    """The filter of the visits or patrols that the caller sees but for those that are withheld from the recused."""
    return {} if who.roles & SEES_ALL else {"state.assigned.body": who.agency}


def names_of(who: Origin) -> frozenset[str]:
    """Return by what the recused are known."""
    return frozenset([who.certificate] if who.certificate else [])


def own_tasks(who: Origin) -> Document:
    """The filter of the assignments that the caller sees."""
    return {} if who.roles & SEES_ALL else {"state.received.officer": who.certificate or "—"}
