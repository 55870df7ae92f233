"""Lawful cases, by the ways that the law leaves open: chosen by hand, or by lot."""

import random
from datetime import timedelta

from tests.support.lawful import MONDAY, OFFENCES, CaseFile

from contracts.cases import EvidenceKind


def case(number: int = 0, *, waived: bool = True) -> CaseFile:
    """Return a file of every step; the parameter chooses the offence."""
    file = CaseFile(offence=OFFENCES[number])
    file.filed()
    file.identified()
    file.taken()
    file.ordered()
    file.wait(11)
    file.rechecked(fulfilled=not file.offence.after_order)
    file.told()
    if waived:
        file.waived()
    else:
        file.term_over()
    file.decided()
    file.served()
    if file.offence.after_order:
        file.rechecked(fulfilled=True)
    if file.offence.fine:
        file.paid()
    file.closed()
    return file


def prosecuted(lot: random.Random, id: str = "case-1") -> CaseFile:
    """Return a file with a penalty that was performed, by any of the ways that the law leaves open."""
    file = CaseFile(id, MONDAY + timedelta(days=lot.randrange(60)), offence=lot.choice(OFFENCES))
    to_the_notice(file, lot)
    file.told()
    file.wait(lot.randrange(3))
    if lot.random() < 0.5:
        file.heard()
    if lot.random() < 0.3:
        again(file, lot)
    if lot.random() < 0.4:
        file.waived()
    else:
        file.term_over()
    file.wait(lot.randrange(4))
    to_the_end(file, lot)
    return file


def to_the_notice(file: CaseFile, lot: random.Random) -> None:
    file.filed(act_on=file.day - timedelta(days=lot.choice((0, 1, 700))))
    if lot.random() < 0.5:
        file.wait(lot.randrange(4))
    file.identified()
    for _ in range(lot.choice((1, 1, 2))):
        file.taken(lot.choice(list(EvidenceKind)))
    file.ordered()
    file.wait(11)
    file.rechecked(fulfilled=not file.offence.after_order)
    file.wait(lot.randrange(3))


def again(file: CaseFile, lot: random.Random) -> None:
    """New evidence, and a new notice of it."""
    file.wait(1)
    file.taken()
    file.wait(lot.randrange(2))
    file.told()


def to_the_end(file: CaseFile, lot: random.Random) -> None:
    file.decided()
    file.wait(lot.randrange(4))
    file.served()
    if file.offence.after_order:  # it is corrected at last
        file.rechecked(fulfilled=True)
    file.wait(lot.randrange(30))
    if file.offence.fine:
        first = lot.randrange(file.offence.fine)
        for number, part in enumerate(part for part in (first, file.offence.fine - first) if part):
            file.paid(part, f"冀财 {number}")
    file.closed()


def let_off(lot: random.Random, id: str = "case-1") -> CaseFile:
    """Return a file that ended without a penalty, or was struck before anything was found out."""
    file = CaseFile(id, MONDAY + timedelta(days=lot.randrange(60)), offence=lot.choice(OFFENCES))
    file.filed()
    if lot.random() < 0.3:
        file.withdrawn()
        return file
    file.identified()
    file.taken()
    file.ordered()
    file.wait(lot.randrange(8))
    file.rechecked(fulfilled=True)
    file.let_go()
    file.wait(1)
    file.served(fine=0)
    file.closed("no-penalty")
    return file
