// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

/** A server that answers as told, and remembers what it was asked. */
class Server {
  asked: { path: string; key: string | null; match: string | null; body: string }[] = []
  answers: (() => Response)[] = []
  away = false
  fetch = (url: string, init: RequestInit = {}): Promise<Response> => {
    if (this.away) return Promise.reject(new TypeError('no network'))
    if (url.endsWith('/refresh')) return Promise.resolve(new Response('{"token":"t","expires_in":1800}'))
    const headers = new Headers(init.headers)
    this.asked.push({
      path: url,
      key: headers.get('idempotency-key'),
      match: headers.get('if-match'),
      body: String(init.body),
    })
    return Promise.resolve((this.answers.shift() ?? (() => view(1)))())
  }
}
function view(version: number): Response {
  return new Response(JSON.stringify({ version }), { status: 200, headers: { 'content-type': 'application/json' } })
}
function problem(status: number, code = 'cases/one-officer'): Response {
  const body = { status, title: '依法不得办理', code, detail: '执法人员不得少于两人', law: 'APL 42', remedy: '' }
  return new Response(JSON.stringify(body), { status })
}

let server: Server
async function device() {
  const queue = await import('./queue')
  const session = await import('../session')
  session.me.value = { id: 'officer-1', roles: ['officer'] } as never
  session.state.value = 'in'
  await queue.load()
  return queue
}
function evidence(text: string, seen: number | null = 3, aggregate = '/cases/case-1') {
  return {
    title: '调查取证',
    about: '焚烧垃圾',
    service: 'cases' as const,
    path: `${aggregate}/evidence`,
    aggregate,
    seen,
    body: { description: text },
  }
}

beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  server = new Server()
  vi.stubGlobal('fetch', server.fetch)
})

describe('a command that is given', () => {
  it('is sent at once where there is a network, under a key of its own and the version that was seen', async () => {
    const queue = await device()
    const { outcome } = await queue.give(evidence('one'))
    expect(outcome).toBe('sent')
    expect(queue.queue.entries).toEqual([])
    expect(server.asked.map(({ path, match }) => [path, match])).toEqual([['/api/cases/cases/case-1/evidence', '"3"']])
  })

  it('waits without network, and is sent once, under the same key, after the phone died and came back', async () => {
    let queue = await device()
    server.away = true
    const { key, outcome } = await queue.give(evidence('one'))
    expect(outcome).toBe('waits')
    vi.resetModules()
    queue = await device()
    expect(queue.waiting.value.map((entry) => entry.key)).toEqual([key])
    server.away = false
    await queue.flush()
    await queue.flush()
    expect(server.asked.map((asked) => asked.key)).toEqual([key])
  })

  it('goes in order, each after the version that the one before it made', async () => {
    const queue = await device()
    server.away = true
    await queue.give(evidence('one'))
    await queue.give(evidence('two'))
    await queue.give(evidence('three'))
    server.away = false
    await queue.flush()
    expect(server.asked.map(({ match, body }) => [match, body])).toEqual([
      ['"3"', '{"description":"one"}'],
      ['"4"', '{"description":"two"}'],
      ['"5"', '{"description":"three"}'],
    ])
  })

  it('that is refused holds back what follows of its case, and nothing else', async () => {
    const queue = await device()
    server.away = true
    await queue.give(evidence('one'))
    await queue.give(evidence('two'))
    await queue.give(evidence('elsewhere', 8, '/cases/case-2'))
    server.away = false
    server.answers = [() => problem(409)]
    await queue.flush()
    expect(server.asked.map(({ body }) => body)).toEqual(['{"description":"one"}', '{"description":"elsewhere"}'])
    expect(queue.refused.value.map((entry) => entry.problem?.law)).toEqual(['APL 42'])
    expect(queue.waiting.value.map((entry) => entry.body)).toEqual([{ description: 'two' }])
  })

  it('is sent again under another key where a person corrected it, and lets its followers go on', async () => {
    const queue = await device()
    server.away = true
    await queue.give(evidence('one'))
    await queue.give(evidence('two'))
    server.away = false
    server.answers = [() => problem(412, 'stale-version')]
    await queue.flush()
    const [refused] = queue.refused.value
    await queue.correct(refused!, { description: 'better' }, 7)
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(3)
    expect(server.asked.slice(1).map(({ match, body }) => [match, body])).toEqual([
      ['"7"', '{"description":"better"}'],
      ['"8"', '{"description":"two"}'],
    ])
  })

  it.each([401, 408, 425, 429, 502, 503, 504])('stays where the server answers %i', async (status) => {
    const queue = await device()
    server.answers = [() => problem(status), () => problem(status), () => problem(status)]
    const { outcome } = await queue.give(evidence('one'))
    expect(outcome).toBe('waits')
    expect(queue.waiting.value).toHaveLength(1)
  })

  it('is sent by the person who gave it alone', async () => {
    const queue = await device()
    server.away = true
    await queue.give(evidence('one'))
    server.away = false
    const session = await import('../session')
    session.me.value = { id: 'officer-2', roles: ['officer'] } as never
    await queue.flush()
    expect(server.asked).toEqual([])
    expect(queue.waiting.value).toHaveLength(1)
  })

  it('sends its file before it, and forgets the file afterwards', async () => {
    const queue = await device()
    const { store } = await import('./store')
    await queue.give({ ...evidence('photo'), files: [new Blob(['picture'], { type: 'image/jpeg' })] })
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/cases/blobs', '/api/cases/cases/case-1/evidence'])
    expect(await (await store()).getAllKeys('files')).toEqual([])
  })
})
