// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { heard } from './answers'
import { addressesOf, parsed, together } from './stream'

describe('the stream of changes', () => {
  it('is taken frame by frame; what is not whole waits', () => {
    const frame = (id: string, kind: string) => `id: ${id}\ndata: {"kind":"${kind}","id":"x","what":"record"}\n\n`
    const { changes, last, rest } = parsed(`:\n\n${frame('a', 'case')}${frame('b', 'visit')}id: c\ndata: {"ki`)
    expect(changes.map((change) => change.kind)).toEqual(['case', 'visit'])
    expect([last, rest]).toEqual(['b', 'id: c\ndata: {"ki'])
  })

  it.each([
    [{ kind: 'case', id: 'case-1', what: 'record' as const }, ['/cases', '/cases/case-1']],
    [{ kind: 'visit', id: 'visit-1', what: 'work' as const }, ['/work', '/visits', '/visits/visit-1']],
    [{ kind: 'count', id: '130624100', what: 'count' as const }, ['/counts', '/counts/time-on-site']],
    [{ kind: 'strange', id: 'x', what: 'record' as const }, []],
  ])('tells which answers are old', (change, addresses) => {
    expect(addressesOf(change)).toEqual(addresses)
  })

  it('is told at once, and what comes soon after it together', () => {
    vi.useFakeTimers()
    try {
      const tell = together('cases')
      tell('/work')
      tell('/cases')
      vi.advanceTimersByTime(0)
      expect(heard.value?.paths).toEqual(['/work', '/cases'])
      tell('/clues')
      vi.advanceTimersByTime(100)
      tell('/powers')
      expect(heard.value?.paths).toEqual(['/work', '/cases'])
      vi.advanceTimersByTime(300)
      expect(heard.value?.paths).toEqual(['/clues', '/powers'])
    } finally {
      vi.useRealTimers()
    }
  })
})

/** A server whose lines a test holds: each is what came of one request for changes. */
interface Line {
  service: string
  last: string | null
  say: (id: string, ...changes: object[]) => void
  breakOff: () => void
}
const lines: Line[] = []
let answers: (() => Response | Promise<Response>)[] = []
let renewals = 0
let rolesNow: string[] = []
function respond(content: unknown, status = 200): Response {
  return new Response(JSON.stringify(content), { status, headers: { 'content-type': 'application/json' } })
}
function served(url: string, init: RequestInit = {}): Promise<Response> {
  if (url.endsWith('/refresh')) {
    renewals += 1
    return Promise.resolve(respond({ person: 'a', token: `t${renewals}`, expires_in: 1800 }))
  }
  const service = url.split('/')[2]!
  if (!url.endsWith('/changes')) return Promise.resolve(respond({ id: 'a', roles: rolesNow }))
  const answer = service === 'cases' ? answers.shift() : undefined
  if (answer) return Promise.resolve(answer())
  return Promise.resolve(new Response(held(service, init), { headers: { 'content-type': 'text/event-stream' } }))
}
function held(service: string, { headers, signal }: RequestInit): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(to) {
      const breakOff = (): void => to.error(new TypeError('network error'))
      signal?.addEventListener('abort', breakOff)
      lines.push({
        service,
        last: new Headers(headers).get('last-event-id'),
        breakOff,
        say: (id, ...changes) =>
          to.enqueue(
            new TextEncoder().encode(
              changes.map((one) => `id: ${id}\ndata: ${JSON.stringify(one)}\n\n`).join('') || `:\nid: ${id}\n\n`,
            ),
          ),
      })
    },
  })
}
/** Locks of a browser: one tab has the turn. */
function locks() {
  const turns = new Map<string, Promise<unknown>>()
  return {
    request(name: string, options: { signal?: AbortSignal } | (() => unknown), work?: () => unknown) {
      const doing = (typeof options === 'function' ? options : work)!
      const { signal } = typeof options === 'function' ? {} : options
      const mine = (turns.get(name) ?? Promise.resolve()).then(() => {
        if (signal?.aborted) throw signal.reason
        return doing()
      })
      turns.set(
        name,
        mine.catch(() => undefined),
      )
      return mine
    },
  }
}
class Channel extends EventTarget {
  static open = new Set<Channel>()
  constructor(readonly name: string) {
    super()
    Channel.open.add(this)
  }
  postMessage(data: unknown): void {
    for (const one of Channel.open)
      if (one !== this && one.name === this.name)
        one.dispatchEvent(Object.assign(new Event('message'), { data: structuredClone(data) }))
  }
}
async function tab(roles = ['officer']) {
  vi.resetModules()
  rolesNow = roles
  const session = await import('../session')
  session.me.value = { id: 'a', roles } as never
  session.state.value = 'in'
  const { heard: told } = await import('./answers')
  const { listenToChanges } = await import('./stream')
  listenToChanges()
  return { ...session, told, leave: () => (session.me.value = null) }
}
const CASE = { kind: 'case', id: 'case-1', what: 'record' }
const of = (service: string) => lines.filter((line) => line.service === service)
const soon = (work: () => void) =>
  vi.waitFor(
    async () => {
      await vi.advanceTimersByTimeAsync(500)
      work()
    },
    { timeout: 20_000, interval: 5 },
  )

describe('a tab that listens', () => {
  let open: { leave: () => void }[] = []
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    vi.stubGlobal('fetch', served)
    vi.stubGlobal('BroadcastChannel', Channel)
    vi.stubGlobal('navigator', { locks: locks(), userAgent: '' })
    lines.length = 0
    answers = []
    renewals = 0
    localStorage.clear()
  })
  afterEach(() => {
    open.forEach((one) => one.leave())
    open = []
    Channel.open.clear()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  async function opened(roles?: string[]) {
    const made = await tab(roles)
    open.push(made)
    return made
  }

  it.each([500, 502, 503, 429, 403, 404])('asks again where it is answered %i', async (status) => {
    answers = [() => respond({ status }, status), () => respond({ status }, status)]
    const { told } = await opened()
    await soon(() => expect(of('cases')).toHaveLength(1))
    of('cases')[0]!.say('1', CASE)
    await soon(() => expect(told.value?.paths).toContain('/cases/case-1'))
  })

  it('asks again where nobody answers, later each time', async () => {
    let asked = 0
    const away = () => {
      asked += 1
      return Promise.reject(new TypeError('no network'))
    }
    answers = Array.from({ length: 50 }, () => away)
    await opened()
    await soon(() => expect(asked).toBe(1))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBeLessThan(6)
    answers = []
    await vi.advanceTimersByTimeAsync(61_000)
    await soon(() => expect(of('cases')).toHaveLength(1))
  })

  it('gets another token once, where its own is not taken', async () => {
    answers = [() => respond({ status: 401 }, 401)]
    await opened()
    await soon(() => expect(of('cases')).toHaveLength(1))
    expect(renewals).toBe(2)
  })

  it('goes on after a line that broke, from what it read last', async () => {
    const { told } = await opened()
    await soon(() => expect(of('cases')).toHaveLength(1))
    of('cases')[0]!.say('7', CASE)
    await soon(() => expect(told.value?.paths).toContain('/cases/case-1'))
    of('cases')[0]!.breakOff()
    await soon(() => expect(of('cases')).toHaveLength(2))
    expect(of('cases')[1]!.last).toBe('7')
    of('cases')[1]!.say('8', { ...CASE, id: 'case-2' })
    await soon(() => expect(told.value?.paths).toContain('/cases/case-2'))
  })

  it('gives a line up that has fallen silent', async () => {
    await opened()
    await soon(() => expect(of('cases')).toHaveLength(1))
    of('cases')[0]!.say('7')
    await vi.advanceTimersByTimeAsync(50_000)
    await soon(() => expect(of('cases').at(-1)?.last).toBe('7'))
  })

  it('listens for all tabs of the browser, and another takes over where it is closed', async () => {
    const first = await opened()
    await soon(() => expect(of('cases')).toHaveLength(1))
    const second = await opened()
    of('cases')[0]!.say('7', CASE)
    await soon(() => expect(second.told.value?.paths).toContain('/cases/case-1'))
    expect(first.told.value?.paths).toContain('/cases/case-1')
    expect(lines.map(({ service }) => service)).toEqual(['cases', 'inspections', 'identity'])
    first.leave()
    await soon(() => expect(of('cases')).toHaveLength(2))
    expect(of('cases')[1]!.last).toBe('7')
  })

  it.each([['head'], ['supervisor']])(
    'hears as %s what supervision tells, and of records what their lists show',
    async (role) => {
      const { told } = await opened([role])
      await soon(() => expect(of('supervision')).toHaveLength(1))
      of('supervision')[0]!.say('1', { kind: 'alert', id: 'alert-1', what: 'record' })
      await soon(() =>
        expect(told.value).toMatchObject({ service: 'supervision', paths: ['/alerts', '/alerts/alert-1'] }),
      )
      of('cases')[0]!.say('1', CASE)
      await soon(() => expect(told.value).toMatchObject({ service: 'cases', paths: ['/cases', '/cases/case-1'] }))
    },
  )

  it('reads again who one is, once one’s own account has changed', async () => {
    const { me } = await opened(['clerk'])
    await soon(() => expect(of('identity')).toHaveLength(1))
    const before = renewals
    rolesNow = ['officer']
    of('identity')[0]!.say('1', { kind: 'officer', id: 'a', what: 'record' })
    await soon(() => expect(renewals).toBe(before + 1))
    await soon(() => expect(me.value?.roles).toEqual(['officer']))
  })
})
