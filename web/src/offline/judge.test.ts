// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Answered, Asked } from './judge.worker'
import type { Verdict } from './verdict'

const PACK = { core: 'c0de', rules: 'r1', files: { 'pyodide.mjs': 10, 'r1.zip': 5 } }
const REFUSED = { code: 'cases/one-officer', detail: '执法人员不得少于两人', law: 'APL 42', remedy: '请两人办理' }

/** A worker that answers as told; `given` is what it was asked to judge, with the facts. */
class FakeWorker extends EventTarget {
  static all: FakeWorker[] = []
  static fails = false
  static verdicts: Verdict[] = []
  given: { facts: unknown; given: Record<string, unknown> }[] = []
  services: string[] = []
  ended = false
  constructor() {
    super()
    FakeWorker.all.push(this)
  }
  terminate(): void {
    this.ended = true
  }
  postMessage(asked: Asked): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: this.answered(asked) })))
  }
  answered(asked: Asked): Answered {
    if (FakeWorker.fails) return { id: asked.id, failed: 'no memory' }
    if ('core' in asked) return { id: asked.id, answer: '' }
    const facts = JSON.parse(asked.facts) as { version: number }
    if ('asked' in asked)
      return { id: asked.id, answer: JSON.stringify([{ name: `after-${facts.version}` }]), laws: {} }
    this.services.push(asked.service)
    this.given.push({ facts, given: JSON.parse(asked.given) as Record<string, unknown> })
    const verdict = FakeWorker.verdicts.shift() ?? { events: [] }
    const after = verdict.events || verdict.undecided?.matter === 'visit-cap' ? { version: facts.version + 1 } : null
    const answer = JSON.stringify({ verdict, judged: `version=${facts.version}`, after })
    return { id: asked.id, answer, law: verdict.refused && '第四十二条' }
  }
}

const kept = new Map<string, Set<string>>()
const caches_ = {
  open: (name: string) => {
    const held = kept.get(name) ?? new Set<string>()
    kept.set(name, held)
    return Promise.resolve({
      match: (url: string) => Promise.resolve(held.has(url) ? new Response('') : undefined),
      add: (url: string) => Promise.resolve(void held.add(url)),
      keys: () => Promise.resolve([...held].map((url) => ({ url }))),
      delete: (url: string) => Promise.resolve(held.delete(url)),
    })
  },
  keys: () => Promise.resolve([...kept.keys()]),
  delete: (name: string) => Promise.resolve(kept.delete(name)),
}

let away = false
let pack: unknown = PACK
const sent: { path: string; judged: string | null }[] = []
function served(url: string, init: RequestInit = {}): Promise<Response> {
  if (url.startsWith('/pack/')) return Promise.resolve(new Response(JSON.stringify(pack), { status: pack ? 200 : 404 }))
  if (away) return Promise.reject(new TypeError('no network'))
  if (url.endsWith('/refresh'))
    return Promise.resolve(new Response('{"person":"officer-1","token":"t","expires_in":1800}'))
  if (url.endsWith('/me')) return Promise.reject(new TypeError('not asked here'))
  sent.push({ path: url, judged: new Headers(init.headers).get('x-judged') })
  return Promise.resolve(new Response('{"version":4}', { headers: { 'content-type': 'application/json' } }))
}

async function phone(roles = ['officer']) {
  const judge = await import('./judge')
  const queue = await import('./queue')
  const { me } = await import('../session')
  const { store } = await import('./store')
  me.value = { id: 'officer-1', roles } as never
  for (const url of ['cases/cases/case-1/facts', 'inspections/visits/visit-1/facts'])
    await (await store()).put('answers', { url, at: 0, data: { version: 3, facts: { version: 3 } } })
  return { judge, queue }
}
function command(step: string, path: string, anyway = false) {
  const form = { step: { name: step } as never, hidden: [] }
  const body = { reason: '占道' }
  return {
    title: step,
    about: '',
    service: 'cases' as const,
    path,
    aggregate: '/cases/case-1',
    seen: 3,
    body,
    form,
    anyway,
  }
}
function onVisit(step: string, below: string, files: Blob[] = []) {
  const path = `/visits/visit-1/${below}`
  return { ...command(step, path), service: 'inspections' as const, aggregate: '/visits/visit-1', files }
}
const notice = (anyway = false) => command('serve-prior-notice', '/cases/case-1/prior-notice', anyway)

beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  kept.clear()
  Object.assign(FakeWorker, { all: [], fails: false, verdicts: [] })
  ;[away, pack, sent.length] = [false, PACK, 0]
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('caches', caches_)
  vi.stubGlobal('fetch', served)
  Object.defineProperty(navigator, 'deviceMemory', { value: 8, configurable: true })
  Object.defineProperty(navigator, 'connection', { value: undefined, configurable: true })
})

describe('the judge on a phone', () => {
  it('is kept by its hash, and what was before is forgotten', async () => {
    kept.set('pack-old', new Set(['x']))
    const { judge } = await phone()
    await judge.beginJudging()
    expect(judge.standing.value).toBe('ready')
    expect([...kept.keys()]).toEqual(['pack-c0de'])
    expect([...kept.get('pack-c0de')!]).toEqual(
      ['pyodide.mjs', 'r1.zip'].map((one) => `${location.origin}/pack/c0de/${one}`),
    )
  })

  it('starts without a network from what is kept', async () => {
    localStorage.setItem('zhifatong.pack', JSON.stringify(PACK))
    pack = null
    const { judge } = await phone()
    await judge.beginJudging()
    expect(judge.standing.value).toBe('ready')
  })

  it('tells a refusal with its article before the command waits, and lets it wait all the same', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    away = true
    FakeWorker.verdicts = [
      { refused: { ...REFUSED, category: 'unlawful' } },
      { refused: { ...REFUSED, category: 'unlawful' } },
    ]
    const { key, outcome } = await queue.give(notice())
    expect(outcome).toMatchObject({ code: 'cases/one-officer', law: 'APL 42', remedy: '请两人办理', by_phone: true })
    expect(outcome).toMatchObject({ labels: { 'APL 42': '第四十二条' } })
    await queue.takeBack(key)
    expect((await queue.give(notice(true))).outcome).toBe('waits')
    expect(queue.waiting.value).toHaveLength(1)
  })

  it('sends its verdict with the command, and asks the server wherever it answers', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    FakeWorker.verdicts = [{ refused: { ...REFUSED, category: 'unlawful' } }]
    expect((await queue.give(notice())).outcome).toBe('sent')
    expect(sent).toEqual([{ path: '/api/cases/cases/case-1/prior-notice', judged: 'version=3' }])
  })

  it('judges what follows on what came of the ones before', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    away = true
    await queue.give(notice())
    await queue.give(command('confirm-act', '/cases/case-1/acts/act-9/confirmation'))
    const last = FakeWorker.all[0]!.given.at(-1)!
    expect(last.facts).toEqual({ version: 4 })
    expect(last.given).toMatchObject({ step: 'confirm-act', item: 'act-9', body: { reason: '占道' } })
    expect(queue.waiting.value.map((entry) => entry.judged?.told)).toEqual(['version=3', 'version=4'])
  })

  it('judges a whole visit that waits, each command once, as if what is claimed were granted', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    away = true
    FakeWorker.verdicts = [{ undecided: { matter: 'visit-cap', word: '次数' } }]
    await queue.give(onVisit('open-visit', 'opening'))
    await queue.give(onVisit('answer-items', 'answer-sheets'))
    const picture = new Blob(['x'], { type: 'image/jpeg' })
    await queue.give(onVisit('rectify-on-site', 'rectifications', [picture, new Blob(['y'], { type: 'text/plain' })]))
    const { given, services } = FakeWorker.all[0]!
    expect(given.map((one) => [one.given.step, (one.facts as { version: number }).version])).toEqual([
      ['open-visit', 3],
      ['answer-items', 4],
      ['rectify-on-site', 5],
    ])
    expect(new Set(services)).toEqual(new Set(['inspections']))
    const { files, pictures } = given.at(-1)!.given as { files: string[]; pictures: string[] }
    expect([files.length, pictures]).toEqual([2, [files[0]]])
    expect(queue.waiting.value.map((entry) => entry.judged?.told)).toEqual(['version=3', 'version=4', 'version=5'])
  })

  it('judges anew what follows where an earlier one was taken back', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    away = true
    const { key } = await queue.give(onVisit('open-visit', 'opening'))
    await queue.give(onVisit('answer-items', 'answer-sheets'))
    await queue.takeBack(key)
    await queue.give(onVisit('conclude-visit', 'conclusion'))
    const last = FakeWorker.all[0]!.given.slice(-2).map((one) => [
      one.given.step,
      (one.facts as { version: number }).version,
    ])
    expect(last).toEqual([
      ['answer-items', 3],
      ['conclude-visit', 4],
    ])
  })

  it('tells the steps that follow from what waits', async () => {
    const { judge, queue } = await phone()
    const { foreseen } = await import('./verdict')
    const record = { service: 'inspections' as const, aggregate: '/visits/visit-1', seen: 3 }
    expect(await foreseen(record)).toBeUndefined()
    await judge.beginJudging()
    away = true
    expect((await foreseen(record))?.steps).toEqual([{ name: 'after-3' }])
    await queue.give(onVisit('open-visit', 'opening'))
    expect((await foreseen(record))?.steps).toEqual([{ name: 'after-4' }])
    expect(await foreseen({ ...record, seen: 2 })).toBeUndefined()
    FakeWorker.verdicts = [{ undecided: { matter: 'file-unknown', word: '照片' } }]
    await queue.give(onVisit('recheck-term', 'rechecks'))
    expect(await foreseen(record)).toBeUndefined()
  })

  it('says of what only the platform knows that it is settled there', async () => {
    const { judge, queue } = await phone()
    const { verdictWord } = await import('./verdict')
    await judge.beginJudging()
    away = true
    FakeWorker.verdicts = [{ undecided: { matter: 'party', word: '当事人身份' } }]
    expect((await queue.give(notice())).outcome).toBe('waits')
    expect(verdictWord(queue.waiting.value[0]!.judged!)).toBe('手机不能认定当事人身份，暂记，上报时定')
  })

  it('does not judge on facts of another version', async () => {
    const { judge, queue } = await phone()
    await judge.beginJudging()
    await queue.give({ ...notice(), seen: 2 })
    expect(sent[0]!.judged).toBeNull()
  })
})

describe('a phone that can not judge', () => {
  async function gives(roles?: string[]) {
    const { judge, queue } = await phone(roles)
    await judge.beginJudging()
    const { outcome } = await queue.give(notice())
    return { judge, outcome, judged: sent.at(-1)?.judged }
  }

  it('for want of memory loses nothing', async () => {
    Object.defineProperty(navigator, 'deviceMemory', { value: 2, configurable: true })
    const { judge, outcome, judged } = await gives()
    expect([judge.standing.value, outcome, judged]).toEqual(['unfit', 'sent', null])
    expect(FakeWorker.all).toEqual([])
  })

  it('whose Python does not start loses nothing', async () => {
    FakeWorker.fails = true
    const { judge, outcome, judged } = await gives()
    expect([judge.standing.value, outcome, judged]).toEqual(['failed', 'sent', null])
    expect(FakeWorker.all[0]!.ended).toBe(true)
  })

  it('where it was switched off loads nothing', async () => {
    localStorage.setItem('zhifatong.judge', 'off')
    const { judge } = await gives()
    expect([judge.standing.value, kept.size]).toEqual(['off', 0])
  })

  it('on a line that is paid for asks first', async () => {
    Object.defineProperty(navigator, 'connection', { value: { type: 'cellular' }, configurable: true })
    const { judge } = await gives()
    expect([judge.standing.value, kept.size]).toEqual(['asks', 0])
    await judge.beginJudging(true)
    expect(judge.standing.value).toBe('ready')
  })

  it('of somebody who decides nothing stays off', async () => {
    const { judge } = await gives(['supervisor'])
    expect(judge.standing.value).toBe('off')
  })
})
