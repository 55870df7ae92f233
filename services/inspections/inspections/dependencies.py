"""The callers of routes, by the role that they need; a role's own name is for those who act in it."""

from typing import Annotated

from fastapi import Depends

from chassis.http import acts, asks
from contracts.origin import Origin
from contracts.values import Role
from inspections.sight import READS_CREDIT, SEES_ALL, SEES_CLUES, SEES_OWN, WITNESSES

OfficerOrHeadAsks = Annotated[Origin, Depends(asks(Role.OFFICER, Role.CAPTAIN, Role.HEAD))]
Anyone = Annotated[Origin, Depends(asks())]
OfInspections = Annotated[Origin, Depends(asks(*SEES_OWN, *SEES_ALL))]
OfClues = Annotated[Origin, Depends(asks(*SEES_CLUES))]
CreditReader = Annotated[Origin, Depends(asks(*READS_CREDIT))]
Witness = Annotated[Origin, Depends(acts(*WITNESSES))]
DrawOffice = Annotated[Origin, Depends(acts(Role.DRAW_OFFICE))]
Head = Annotated[Origin, Depends(acts(Role.HEAD))]
Captain = Annotated[Origin, Depends(acts(Role.CAPTAIN))]
Officer = Annotated[Origin, Depends(acts(Role.OFFICER, Role.CAPTAIN))]
