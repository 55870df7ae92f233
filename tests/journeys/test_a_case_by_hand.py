"""An ordinary case from filing to closing, on phones: what it costs in taps and typed characters."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.journeys.browser import PHONE, Screen, chromium, screen
from tests.journeys.days import COLLEAGUE, HEAD, OFFICER, SLOW, choose, confirm
from tests.journeys.hand import Hand, photo
from tests.journeys.people import TOWN, People

from contracts.identity_number import check_character
from stack.settings import Settings

ANOTHER = f"{TOWN}-officer-1"
"""Who fines does not collect (APL 67(1))."""
MOST_TAPS, MOST_TYPED = 65, 100
"""What an ordinary case may cost its five people together; less is better."""
NOBODY = "13062418700101901"
"""Of nobody who lives: without its check character."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


class Desk:
    """The people of one case, each with a phone; `hands` count what each does."""

    def __init__(self, people: People, phones: dict[str, Screen]) -> None:
        self.people, self.phones = people, phones
        self.hands = {login: Hand(phone, behind=timedelta()) for login, phone in phones.items()}
        self.path = self.step = ""

    def page(self, login: str) -> Page:
        return self.phones[login].page

    def opened(self, login: str, step: str) -> Hand:
        """Look at the case as it is now, and open the form of a step."""
        self.phones[login].go(self.path)
        self.step = choose(self.page(login), step)
        self.hands[login].taps += 1
        return self.hands[login]

    def sent(self, login: str) -> None:
        confirm(self.page(login), self.step)
        self.hands[login].taps += 1

    def confirmed(self) -> None:
        """Have the colleague confirm what was just recorded."""
        self.opened(COLLEAGUE, "确认")
        self.sent(COLLEAGUE)


def test_an_ordinary_case_from_filing_to_closing(browser: Browser, settings: Settings, people: People) -> None:
    with ExitStack() as open_phones:
        phones = {}
        for login in (OFFICER, COLLEAGUE, HEAD, ANOTHER):
            phones[login] = open_phones.enter_context(screen(browser, settings.gateway_address, PHONE))
            phones[login].sign_in(login, people.password)
        desk = Desk(people, phones)
        file_case(desk)
        decide(desk, "批准立案")
        investigate(desk)
        correct(desk)
        tell_and_waive(desk)
        decide(desk, "作出处罚决定", "情节轻微，按告知的数额处罚")
        collect(desk)
        decide(desk, "结案")
        hands = desk.hands.values()
        taps, typed = sum(hand.taps for hand in hands), sum(hand.typed for hand in hands)
    assert not people[OFFICER].seen(f"/api/cases{desk.path}")["open"]
    print(f"\nan ordinary case: {taps} taps, {typed} characters typed, {sum(hand.photos for hand in hands)} photos")
    assert (taps <= MOST_TAPS, typed <= MOST_TYPED) == (True, True), (taps, typed)


def file_case(desk: Desk) -> None:
    page, hand = desk.page(OFFICER), desk.hands[OFFICER]
    before = {case["id"] for case in desk.people[OFFICER].every("/api/cases/cases")}
    desk.phones[OFFICER].go("/new/case")
    colleague = desk.people[COLLEAGUE].seen("/api/identity/me")["certificate"]["number"]
    hand.tap(page.locator(f'input[value="{colleague}"]'))
    page.get_by_label("职权事项").select_option(value="EN-01")
    hand.taps += 2
    hand.type(page.get_by_label("地点"), "砂石场东侧")
    expect(page.get_by_label("违法行为发生日期")).to_have_value(desk.people.today().isoformat())
    hand.tap(page.get_by_role("button", name="立案"))
    expect(page.get_by_role("heading", name="案件", exact=True)).to_be_visible(timeout=SLOW)
    after = {case["id"] for case in desk.people[OFFICER].every("/api/cases/cases")}
    (case,) = after - before
    desk.path = f"/cases/{case}"


def decide(desk: Desk, step: str, reasons: str = "") -> None:
    hand = desk.opened(HEAD, step)
    if reasons:
        hand.type(desk.page(HEAD).get_by_role("dialog").get_by_label("理由", exact=True), reasons)
    desk.sent(HEAD)


def investigate(desk: Desk) -> None:
    hand, form = desk.opened(OFFICER, "确定当事人"), desk.page(OFFICER).get_by_role("dialog")
    hand.tap(form.get_by_role("radio", name="公民"))
    party = form.get_by_role("group", name="当事人").first
    hand.type(party.get_by_label("姓名"), "样例当事人")
    hand.type(party.get_by_label("证件号码"), NOBODY + check_character(NOBODY))
    hand.type(party.get_by_label("住址"), "样例村一号")
    desk.sent(OFFICER)
    hand = desk.opened(OFFICER, "调查取证")
    hand.tap(form.get_by_role("radio", name="现场笔录"))
    shoot(hand, desk.page(OFFICER), "附件", 1)
    hand.type(form.get_by_label("情况描述"), "焚烧秸秆约两亩")
    desk.sent(OFFICER)
    desk.confirmed()


def shoot(hand: Hand, page: Page, field: str, number: int) -> None:
    hand.photos += 1
    hand.taps += 2
    picture = {"name": "photo.png", "mimeType": "image/png", "buffer": photo(hash(page.url) % 10**6 + number)}
    page.get_by_role("dialog").get_by_label(field).set_input_files(picture)  # type: ignore[arg-type]  # as playwright takes it
    expect(page.get_by_role("dialog").get_by_text("指纹")).to_be_visible(timeout=SLOW)


def correct(desk: Desk) -> None:
    hand, form = desk.opened(OFFICER, "责令改正"), desk.page(OFFICER).get_by_role("dialog")
    hand.type(form.get_by_label("改正要求"), "清理余烬")
    hand.type(form.get_by_label("期限"), (desk.people.today() + timedelta(days=3)).isoformat())
    desk.sent(OFFICER)
    desk.confirmed()
    hand = desk.opened(OFFICER, "复查改正情况")
    hand.tap(form.get_by_label("已改正"))
    shoot(hand, desk.page(OFFICER), "复查照片", 2)
    desk.sent(OFFICER)
    desk.confirmed()


def tell_and_waive(desk: Desk) -> None:
    hand, form = desk.opened(OFFICER, "送达事先告知书"), desk.page(OFFICER).get_by_role("dialog")
    hand.type(form.get_by_label("罚款", exact=False).first, "800")
    hand.type(form.get_by_label("理由", exact=True), "露天焚烧秸秆，已改正")
    desk.sent(OFFICER)
    desk.confirmed()
    hand = desk.opened(OFFICER, "登记放弃陈述申辩")
    shoot(hand, desk.page(OFFICER), "当事人签署的声明", 3)
    desk.sent(OFFICER)
    desk.confirmed()


def collect(desk: Desk) -> None:
    hand, form = desk.opened(OFFICER, "送达决定书"), desk.page(OFFICER).get_by_role("dialog")
    hand.tap(form.get_by_role("radio").first)
    desk.sent(OFFICER)
    desk.confirmed()
    hand, form = desk.opened(ANOTHER, "登记缴款"), desk.page(ANOTHER).get_by_role("dialog")
    expect(form.get_by_label("缴纳日期")).to_have_value(desk.people.today().isoformat())
    hand.type(form.get_by_label("专用票据号"), f"冀财{desk.path[-6:]}")
    desk.sent(ANOTHER)
