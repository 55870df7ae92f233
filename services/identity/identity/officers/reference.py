"""The tables of incompatible roles and of terms (certificates, what is asked for), read when the process starts."""

from contracts.reference import Data, versions
from identity.officers.domain.asking import AskingTerm
from identity.officers.domain.separation import Separation
from identity.officers.domain.validity import CertificateTerms

DATA = Data("identity")
INCOMPATIBLE_ROLES, CERTIFICATE_TERMS, ASKING_TERMS = (
    "incompatible-roles.toml",
    "certificate-terms.toml",
    "asking-terms.toml",
)


def load_separation() -> tuple[Separation, ...]:
    return versions(INCOMPATIBLE_ROLES, DATA.read(INCOMPATIBLE_ROLES), "roles", Separation)


def load_certificate_terms() -> tuple[CertificateTerms, ...]:
    return versions(CERTIFICATE_TERMS, DATA.read(CERTIFICATE_TERMS), "publications", CertificateTerms)


def load_asking_terms() -> tuple[AskingTerm, ...]:
    return versions(ASKING_TERMS, DATA.read(ASKING_TERMS), "publications", AskingTerm)
