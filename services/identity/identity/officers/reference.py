"""The tables of incompatible roles and of the terms of certificates and resets, read when the process starts."""

from chassis.reference import Data, versions
from identity.officers.domain.account import ResetTerm
from identity.officers.domain.separation import Separation
from identity.officers.domain.validity import CertificateTerms

DATA = Data("identity")
INCOMPATIBLE_ROLES, CERTIFICATE_TERMS, RESET_TERMS = (
    "incompatible-roles.toml",
    "certificate-terms.toml",
    "reset-terms.toml",
)


def load_separation() -> tuple[Separation, ...]:
    return versions(INCOMPATIBLE_ROLES, DATA.read(INCOMPATIBLE_ROLES), "roles", Separation)


def load_certificate_terms() -> tuple[CertificateTerms, ...]:
    return versions(CERTIFICATE_TERMS, DATA.read(CERTIFICATE_TERMS), "publications", CertificateTerms)


def load_reset_terms() -> tuple[ResetTerm, ...]:
    return versions(RESET_TERMS, DATA.read(RESET_TERMS), "publications", ResetTerm)
