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
    this.given.push({ facts, given: JSON.parse(asked.given) as Record<string, unknown> })
    const verdict = FakeWorker.verdicts.shift() ?? { events: [] }
    const after = verdict.events ? { version: facts.version + 1 } : null
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
  await (
    await store()
  ).put('answers', { url: 'cases/cases/case-1/facts', at: 0, data: { version: 3, facts: { version: 3 } } })
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
