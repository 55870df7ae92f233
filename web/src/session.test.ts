// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

/** The tabs of one browser: what one says the others hear, at once. */
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

/** Identity: `cookie` is whose device this browser is. */
const identity = { cookie: '', away: false, asked: [] as string[], tokens: [] as string[], roles: ['officer'] }
function answer(content: unknown, status = 200): Response {
  return new Response(JSON.stringify(content), { status, headers: { 'content-type': 'application/json' } })
}
function issued(person: string) {
  return { person, token: `token of ${person}`, expires_in: 1800, device: `device of ${person}` }
}
function holder(init: RequestInit): string {
  return (new Headers(init.headers).get('authorization') ?? '').replace('Bearer token of ', '')
}
async function served(url: string, init: RequestInit = {}): Promise<Response> {
  if (identity.away) throw new TypeError('no network')
  const path = url.replace('/api/', '')
  identity.asked.push(`${path} ${holder(init)}`.trim())
  if (path === 'identity/sign-in') {
    identity.cookie = JSON.parse(String(init.body)).login
    return answer(issued(identity.cookie))
  }
  if (path === 'identity/refresh')
    return identity.cookie ? answer(issued(identity.cookie)) : answer({ status: 401 }, 401)
  if (!holder(init)) return answer({ status: 401 }, 401)
  if (path === 'identity/sign-out') identity.cookie = ''
  if (path === 'identity/me') return answer({ id: holder(init), name: holder(init), roles: identity.roles })
  return answer({ version: 4 })
}
function asked(path: string): string[] {
  return identity.asked.filter((one) => one.startsWith(path))
}

/** A tab of the browser, with modules of its own. */
async function tab() {
  vi.resetModules()
  const session = await import('./session')
  const [queue, drafts, http, leaving] = await Promise.all([
    import('./offline/queue'),
    import('./offline/drafts'),
    import('./http'),
    import('./leaving'),
  ])
  await queue.load()
  return { ...session, queue, drafts, http, leaving }
}
const ACT = {
  title: '调查取证',
  about: '焚烧垃圾',
  service: 'cases' as const,
  path: '/cases/case-1/evidence',
  aggregate: '/cases/case-1',
  seen: 3,
  body: { description: 'of a' },
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  Channel.open.clear()
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.stubGlobal('fetch', served)
  Object.assign(identity, { cookie: '', away: false, asked: [], roles: ['officer'] })
})
afterEach(() => vi.unstubAllGlobals())

describe('tabs of two people in one browser', () => {
  it('send nothing of one under the token of the other: the first one is over', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    const second = await tab()
    await second.handOver()
    await second.signIn('b', 'secret')
    expect([first.state.value, first.endedBy.value]).toEqual(['over', 'another'])
    const { outcome } = await first.queue.give(ACT)
    expect(outcome).toBe('waits')
    expect(asked('cases')).toEqual([])
    await second.queue.flush()
    expect(asked('cases')).toEqual([])
  })

  it('are told apart by the cookie too: what it renews is another person’s', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    identity.cookie = 'b'
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 })
    try {
      expect((await first.queue.give(ACT)).outcome).toBe('waits')
    } finally {
      vi.useRealTimers()
    }
    expect([first.state.value, first.endedBy.value]).toEqual(['over', 'another'])
    expect(asked('cases')).toEqual([])
  })

  it('let the same person go on in every tab once they have signed in again in one', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    const second = await tab()
    for (const one of [first, second]) one.state.value = 'over'
    await second.signIn('a', 'secret')
    expect([first.state.value, second.state.value]).toEqual(['in', 'in'])
  })

  it('do not go on as another where somebody’s pages are open', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    first.state.value = 'over'
    expect(await first.signIn('b', 'secret')).toMatchObject({ code: 'another-person' })
    expect([first.me.value?.id, first.state.value]).toEqual(['a', 'over'])
    expect(asked('identity/sign-out')).toEqual(['identity/sign-out b'])
  })

  it('take what an earlier version kept for drafts of whoever was signed in then', async () => {
    await (await tab()).signIn('a', 'secret')
    const first = await tab()
    const { store } = await import('./offline/store')
    await (await store()).put('drafts', { id: 'cases/clues', at: 1, fields: { place: '西街' } })
    await first.drafts.adoptDrafts()
    expect(await first.drafts.readDraft('cases/clues')).toEqual({ place: '西街' })
    await first.handOver()
    await first.signIn('b', 'secret')
    expect(await first.drafts.readDraft('cases/clues')).toEqual({})
  })

  it('keep what was typed for who typed it, when the place is left to another', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    await first.drafts.keepDraft('cases/clues', { place: '东街' })
    identity.away = true
    await first.queue.give(ACT)
    identity.away = false
    first.state.value = 'over'
    await first.handOver()
    await first.signIn('b', 'secret')
    expect(await first.drafts.readDraft('cases/clues')).toEqual({})
    await first.queue.flush()
    expect(asked('cases')).toEqual([])
    await first.signOut()
    await first.signIn('a', 'secret')
    expect(await first.drafts.readDraft('cases/clues')).toEqual({ place: '东街' })
    await first.queue.flush()
    expect(asked('cases')).toEqual(['cases/cases/case-1/evidence a'])
  })
})

describe('who somebody is', () => {
  it('is read again with each new token, and told to the other tabs', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    const second = await tab()
    identity.roles = ['head']
    await second.meAgain()
    expect([...second.roles.value, ...first.roles.value]).toEqual(['head', 'head'])
    identity.roles = ['officer']
    await second.accountChanged()
    await vi.waitFor(() => expect([...second.roles.value, ...first.roles.value]).toEqual(['officer', 'officer']))
  })

  it('stays as it was where nobody answers', async () => {
    await (await tab()).signIn('a', 'secret')
    identity.away = true
    const again = await tab()
    await again.meAgain()
    expect([again.state.value, again.me.value?.id]).toEqual(['in', 'a'])
  })
})

describe('signing out', () => {
  it('without network ends here, says that the server has not heard, and tells it later', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    identity.away = true
    await first.signOut()
    expect([first.state.value, first.leaving.leaving.value]).toEqual(['none', 'a'])
    await first.leaving.tellOfLeaving()
    expect(identity.cookie).toBe('a')
    identity.away = false
    const later = await tab()
    expect(later.leaving.leaving.value).toBe('a')
    await later.leaving.tellOfLeaving()
    expect([identity.cookie, later.leaving.leaving.value]).toEqual(['', ''])
    expect(asked('identity/sign-out')).toEqual(['identity/sign-out a'])
  })

  it('that was not heard is told before the next person signs in', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    identity.away = true
    await first.signOut()
    identity.away = false
    await first.signIn('b', 'secret')
    expect(asked('identity/sign-out')).toEqual(['identity/sign-out a'])
    expect([identity.cookie, first.me.value?.id]).toEqual(['b', 'b'])
  })

  it('never ends the session of another who has the browser now', async () => {
    const first = await tab()
    await first.signIn('a', 'secret')
    identity.away = true
    await first.signOut()
    identity.away = false
    identity.cookie = 'b'
    await first.leaving.tellOfLeaving()
    expect([identity.cookie, asked('identity/sign-out')]).toEqual(['b', []])
  })
})

it('a password that could not be changed says so', async () => {
  const first = await tab()
  await first.signIn('a', 'secret')
  identity.away = true
  expect(await first.changePassword('old', 'new')).toMatchObject({ code: 'no-network' })
})

it('what was read of people is forgotten with the session', async () => {
  const first = await tab()
  await first.signIn('a', 'secret')
  const { officers } = await import('./kit/officers')
  officers.value = [{ id: 'x' } as never]
  await first.signOut()
  expect(officers.value).toEqual([])
})
