"""The file of a draw: sealed first, held once, by lot and by nothing else (X-36; OBE 54)."""

from collections.abc import Iterator

from contracts.inspections import DrawHeld, DrawSealed, SeedWitnessed
from contracts.values import Role
from supervision.review.domain.finding import BY_LOT, CERTIFICATE, RECORD, RECUSAL, TWO_OFFICERS, Finding
from supervision.review.domain.history import History, Published
from supervision.review.domain.known import Known
from supervision.review.domain.law import Law


def draw(history: History, known: Known, law: Law) -> Iterator[Finding]:
    """Find draws that were repeated, held before the seal, or changed; `verify-draw` recomputes the numbers."""
    seals = history.of(DrawSealed)
    for again in seals[1:]:
        yield BY_LOT.found(again, "抽取名单封存之后又重新封存")
    for seal in seals:
        if seal.event.besides and not (seal.event.reason or "").strip():
            yield BY_LOT.found(seal, "同一事项清单另行封存抽取，没有说明理由")
        if seal.event.seed_known_from and seal.event.seed_known_from <= seal.at:
            yield BY_LOT.found(seal, "封存时随机数已经可以知悉")
        if seal.event.inspect_until < seal.event.sealed_on:
            yield RECORD.found(seal, "检查期限早于封存之日")
        if len(set(seal.event.witness_accounts)) < len(seal.event.witness_accounts):
            yield BY_LOT.found(seal, "两名见证人填写的是同一账户")
        yield from recusals_of(seal, known)
        yield from beside(history.id, seal, known)
    for held in history.of(DrawHeld):
        past = history.before(held)
        sealed = past.first(DrawSealed)
        if past.of(DrawHeld):
            yield BY_LOT.found(held, "同一名单重复抽取")
        elif sealed is None:
            yield BY_LOT.found(held, "抽取名单尚未封存即抽取")
        else:
            yield from drawn(sealed.event, held, known, law)
            yield from witnessed(past, sealed, held)
            yield from sent(sealed.event, held, known)


def beside(id: str, seal: Published[DrawSealed], known: Known) -> Iterator[Finding]:
    """Find a draw that passed over a running one by the same lists, or that waits for another one's number."""
    mine = seal.event
    earlier = {other: one.event for other, one in known.sealings.items() if other != id and one.at < seal.at}
    for other, made in earlier.items():
        running = set(made.item_lists) & set(mine.item_lists) and made.inspect_until >= seal.on
        if mine.seed_issue and running and other not in mine.besides:
            yield BY_LOT.found(seal, f"同一事项清单已有进行中的抽取 {other}，封存时没有注明")
        if mine.seed_issue and (made.seed_source, made.seed_issue) == (mine.seed_source, mine.seed_issue):
            yield BY_LOT.found(seal, f"随机数第 {mine.seed_issue} 期已由另一次抽取 {other} 使用")


def recusals_of(seal: Published[DrawSealed], known: Known) -> Iterator[Finding]:
    """Find recusals that somebody decided who was no head of the officer's body then, or that no head entered."""
    for one in seal.event.recused:
        posts = known.posts.get(one.decided_by or "")
        bodies = {own.body for own in (known.certificates or {}).get(one.certificate, ())}
        held = [post for post in posts or () if post.since <= seal.at][-1:]
        head = any(Role.HEAD in post.roles and (not bodies or post.body in bodies) for post in held)
        own = one.decided_by is not None and known.is_behind(one.decided_by, [one.certificate])
        if posts is not None and (own or not head):
            yield RECUSAL.found(seal, f"执法证 {one.certificate} 的回避不是由其所在机关的负责人决定")
    if seal.event.recused:
        yield RECUSAL.by("APL 43(3)").flagged(seal, "回避由双随机办公室登记，负责人没有亲自决定")


def witnessed(past: History, sealed: Published[DrawSealed], held: Published[DrawHeld]) -> Iterator[Finding]:
    """Find a seed that witnesses were to see and none of them, of another body, told; older seals name no account."""
    named = sealed.event.witness_accounts
    words = [one for one in past.of(SeedWitnessed) if one.actor in named and one.agency != sealed.agency]
    if named and (not words or words[-1].event.seed != held.event.seed):
        yield BY_LOT.found(held, "随机数未经见证人确认，或者与见证人确认的不一致")


def drawn(sealed: DrawSealed, held: Published[DrawHeld], known: Known, law: Law) -> Iterator[Finding]:
    """Find a result that the sealed terms do not allow: other lists, another day or number, whoever is recused."""
    made = held.event
    firms = [one.firm for one in made.drawn]
    if sealed.seed_known_from and held.at < sealed.seed_known_from:
        yield BY_LOT.found(held, "抽取早于封存时载明的随机数产生时间")
    if made.held_on > sealed.inspect_until:
        yield BY_LOT.found(held, f"检查期限至 {sealed.inspect_until}，{made.held_on} 才抽取")
    if sealed.seed_issue and made.seed.split(" ")[0] != sealed.seed_issue:
        yield BY_LOT.found(held, "抽取所用的随机数不是封存时载明的一期")
    if (made.item_lists, made.inspect_until) != (sealed.item_lists, sealed.inspect_until):
        yield BY_LOT.found(held, "抽取的事项清单或者检查期限与封存时不一致")
    if len(firms) != min(sealed.wanted, sealed.firms) or len(set(firms)) < len(firms):
        yield BY_LOT.found(held, "抽取的数量与封存时不一致，或者同一对象重复抽中")
    if [one.number for one in made.drawn] != sorted(one.number for one in made.drawn):
        yield BY_LOT.found(held, "抽中的对象不是按随机数从小到大排列")
    recused = {(one.firm, one.certificate) for one in sealed.recused}
    recused |= {(one.firm, human) for one in sealed.recused for human in known.humans([one.certificate])}
    if any((one.firm, who) in recused for one in made.drawn for who in {*one.officers, *known.humans(one.officers)}):
        yield BY_LOT.by("APL 43").found(held, "应当回避的执法人员被抽中")
    if any(len(set(one.officers)) < law.terms_on(held.on).officers for one in made.drawn):
        yield TWO_OFFICERS.found(held, "抽中的执法人员少于两人")


def sent(sealed: DrawSealed, held: Published[DrawHeld], known: Known) -> Iterator[Finding]:
    """Find officers in the draw whose certificates did not count when the pool was sealed (APL 42, 55)."""
    if known.certificates is None:
        return
    for number in sorted({number for one in held.event.drawn for number in one.officers}):
        if not any(own.counts(sealed.sealed_on) for own in known.certificates.get(number, ())):
            yield CERTIFICATE.found(held, f"执法证 {number} 在封存之日 {sealed.sealed_on} 无效")
