"""The sample county has what a season needs, and is the same on every machine."""

import csv
import io
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from hashlib import sha256

from pydantic import TypeAdapter

from contracts.fields import EnforcementField, Trade
from contracts.places import DEPARTMENTS, TOWNSHIPS
from contracts.values import BodyCode, BodyKind, CertificateNumber, Role, Tier
from county import LAPSED_CERTIFICATE, firms_csv, sample_county
from inspections.draws.domain.lottery import DirectoryFirm, DirectoryOfficer, Quota, Terms, assemble
from inspections.draws.reference import load_ticket_tables
from inspections.items.domain import fields_of, scope_of
from inspections.items.reference import load_item_lists

COUNTY = sample_county()
# sha256 of firms.csv: changes only when the sample is meant to change.
PINNED = "381be5c6503782ac9f0ff7b91470624e658e3b1e96e56b6fca5c99c1aff8c597"


def test_bodies_are_thirteen_townships_twelve_departments_and_the_offices() -> None:
    kinds = Counter(body.kind for body in COUNTY.bodies)
    assert kinds == {BodyKind.TOWNSHIP: 13, BodyKind.DEPARTMENT: 12, BodyKind.OFFICE: 3}
    assert all(TypeAdapter(BodyCode).validate_python(body.code) for body in COUNTY.bodies)
    assert {body.code for body in COUNTY.bodies if body.sample} == DEPARTMENTS.keys()
    assert all(body.township == (body.code if body.kind is BodyKind.TOWNSHIP else None) for body in COUNTY.bodies)


def test_twelve_townships_have_five_officers_and_one_has_six() -> None:
    numbers = [len(COUNTY.of(township, Role.OFFICER)) for township in TOWNSHIPS]
    assert (sum(numbers), sorted(numbers)) == (66, [5] * 12 + [6])


def test_each_township_has_a_captain_among_its_officers_and_a_head_and_a_reviewer_beside_them() -> None:
    for township in TOWNSHIPS:
        (captain,) = COUNTY.of(township, Role.CAPTAIN)
        assert Role.OFFICER in captain.roles
        for role in (Role.HEAD, Role.LEGAL_REVIEWER):
            (person,) = COUNTY.of(township, role)
            assert person.roles == (role,)
            assert person.certificate is None


def test_departments_and_offices_have_their_people() -> None:
    for department in DEPARTMENTS:
        counts = [len(COUNTY.of(department, role)) for role in (Role.OFFICER, Role.HEAD, Role.LEGAL_REVIEWER)]
        assert counts == [2, 1, 1]
    assert len(COUNTY.of("130624-draw-office", Role.DRAW_OFFICE)) == 2
    assert len(COUNTY.of("130624-justice", Role.SUPERVISOR)) == 2
    assert len(COUNTY.of("130624-hotline", Role.HOTLINE)) == 1
    assert len(COUNTY.of("130624-market", Role.REGISTRAR)) == 1
    assert len(COUNTY.of("130624-justice", Role.AUDITOR)) == 1


def test_nobody_shares_a_login_a_name_or_a_certificate() -> None:
    certificates = [person.certificate.number for person in COUNTY.people if person.certificate]
    logins, names = [person.login for person in COUNTY.people], [person.name for person in COUNTY.people]
    everybody = names + [firm.legal_person for firm in COUNTY.firms]
    numbers, telephones = [one.number for one in COUNTY.people], [one.telephone for one in COUNTY.people]
    for values in (logins, everybody, certificates, numbers, telephones):
        assert len(set(values)) == len(values)
    assert all(TypeAdapter(CertificateNumber).validate_python(number) for number in certificates)


def test_names_are_plainly_invented() -> None:
    assert all(
        re.fullmatch("[一-龥][甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]", one.name) for one in COUNTY.people
    )
    assert all(firm.name.endswith("（样例）") for firm in COUNTY.firms)
    assert all(person.certificate.number.startswith("YL") for person in COUNTY.people if person.certificate)


def test_one_certificate_has_lapsed_and_no_other() -> None:
    day = date(2026, 9, 1)
    lapsed = [one.certificate.number for one in COUNTY.people if one.certificate and one.certificate.valid_until < day]
    assert lapsed == [LAPSED_CERTIFICATE]


def weighted_sum(text: str, alphabet: str, weights: list[int]) -> int:
    return sum(alphabet.index(character) * weight for character, weight in zip(text, weights, strict=True))


def test_codes_carry_both_check_characters() -> None:
    """Recomputed from the tables of GB 32100-2015 and GB 11714-1997, not with the platform's own function."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
    for firm in COUNTY.firms:
        total = weighted_sum(firm.code[:17], alphabet, weights)
        assert firm.code[17] == alphabet[(31 - total % 31) % 31]
        inner = weighted_sum(firm.code[8:16], alphabet, [3, 7, 9, 10, 5, 8, 4, 2])
        assert firm.code[16] == {10: "X", 11: "0"}.get(11 - inner % 11, str(11 - inner % 11))


def test_five_hundred_firms_lie_in_all_townships() -> None:
    assert len({firm.code for firm in COUNTY.firms}) == len({firm.name for firm in COUNTY.firms}) == 500
    assert Counter(firm.township for firm in COUNTY.firms) == {
        township: 104 if township == "130624100" else 33 for township in TOWNSHIPS
    }
    assert all(TOWNSHIPS[firm.township] in firm.address for firm in COUNTY.firms)


def test_the_code_begins_as_its_kind_demands() -> None:
    prefixes = {"enterprise": "91130624", "household": "92130624", "cooperative": "93130624"}
    assert all(firm.code.startswith(prefixes[firm.kind]) for firm in COUNTY.firms)
    assert {firm.kind.value for firm in COUNTY.firms} == prefixes.keys()


def test_fields_have_labels() -> None:
    assert {firm.field for firm in COUNTY.firms} <= set(Trade)
    held = {field for one in COUNTY.people if one.certificate for field in one.certificate.fields}
    assert held <= set(EnforcementField)


def test_every_list_of_items_can_be_drawn_in_every_township() -> None:
    officers = [
        DirectoryOfficer(held.number, one.body, frozenset(held.fields), held.valid_from, held.valid_until, "")
        for one in COUNTY.people
        if (held := one.certificate)
    ]
    firms = [DirectoryFirm(one.code, one.township, one.field, Tier.B, one.risk, "") for one in COUNTY.firms]
    quotas = tuple(Quota(township, 3) for township in TOWNSHIPS)
    for one in load_item_lists():
        scope, fields = scope_of([one]), fields_of([one])
        terms = Terms(
            draw="draw-1",
            on=date(2026, 9, 1),
            wanted=39,
            fields=fields,
            item_lists=(one.code,),
            applies_to=scope,
            quotas=quotas,
            seed_source="双色球",
            seed_issue="2026101",
            known_from=datetime(2026, 9, 1, 13, 15, tzinfo=UTC),
        )
        pool, _ = assemble(firms, officers, (), terms, load_ticket_tables()[0], "5e" * 32)
        assert len(pool.firms) >= 40


def test_the_csv_has_a_row_for_each_firm() -> None:
    rows = list(csv.DictReader(io.StringIO(firms_csv(COUNTY.firms))))
    assert list(rows[0]) == ["code", "name", "township", "kind", "field", "risk", "address", "legal_person"]
    assert [row["code"] for row in rows] == [firm.code for firm in COUNTY.firms]
    assert rows[0]["kind"] in {"enterprise", "household", "cooperative"}


def test_the_county_is_the_same_in_every_process() -> None:
    script = "from county import sample_county; print(repr(sample_county()))"
    there = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert there.stdout.strip() == repr(COUNTY)
    assert sha256(firms_csv(COUNTY.firms).encode()).hexdigest() == PINNED
