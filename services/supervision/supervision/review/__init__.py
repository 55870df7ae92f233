"""Review of case files (案卷评查): a second judge, who reads what was published and not how it was decided.

`review(history, known, law)` answers the findings of one case, visit, patrol, draw or clue. It is written from the law
(domain §2 to §4 and §10) and imports contracts alone; where it needs a figure that the deciding services need, too, it
reads its own dated data (`data/review`). What is not shown by a history is never a finding.
"""

from supervision.review.domain.finding import NOT_SHOWN, POINTS, Finding, Weight
from supervision.review.domain.history import History, Published
from supervision.review.domain.judging import review
from supervision.review.domain.known import Certificate, Certificates, Elsewhere, Fault, Grant, Known, Post
from supervision.review.domain.law import Law

__all__ = [
    "NOT_SHOWN",
    "POINTS",
    "Certificate",
    "Certificates",
    "Elsewhere",
    "Fault",
    "Finding",
    "Grant",
    "History",
    "Known",
    "Law",
    "Post",
    "Published",
    "Weight",
    "review",
]
