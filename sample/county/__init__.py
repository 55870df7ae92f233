"""The sample county Fuping: real places, invented people and firms, the same on every machine."""

from county.bodies import Body
from county.choices import invented_identity
from county.county import County, sample_county
from county.firms import Firm, firms_csv
from county.people import LAPSED_CERTIFICATE, Certificate, Person

__all__ = [
    "LAPSED_CERTIFICATE",
    "Body",
    "Certificate",
    "County",
    "Firm",
    "Person",
    "firms_csv",
    "invented_identity",
    "sample_county",
]
