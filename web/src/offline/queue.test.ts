// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { Blob as KeptBlob } from 'node:buffer'
import { beforeEach, describe, expect, it, vi } from 'vitest'

/** A server that answers as told, and remembers what it was asked. */
class Server {
  asked: { path: string; key: string | null; match: string | null; clock: string | null; body: string }[] = []
  answers: (() => Response)[] = []
  away = false
  fetch = (url: string, init: RequestInit = {}): Promise<Response> => {
    if (this.away) return Promise.reject(new TypeError('no network'))
    if (url.endsWith('/refresh'))
      return Promise.resolve(new Response('{"person":"officer-1","token":"t","expires_in":1800}'))
    if (url.endsWith('/me')) return Promise.resolve(new Response('{"id":"officer-1","roles":["officer"]}'))
    const headers = new Headers(init.headers)
    this.asked.push({
      path: url,
      key: headers.get('idempotency-key'),
      match: headers.get('if-match'),
      clock: headers.get('x-device-time'),
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
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
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
  // The browser's that happy-dom has can't be kept in a database.
  vi.stubGlobal('Blob', KeptBlob)
})

describe('a command that is given', () => {
  it('is sent at once where there is a network, under a key of its own and the version that was seen', async () => {
    const queue = await device()
    const { outcome } = await queue.give(evidence('one'))
    expect(outcome).toBe('sent')
    expect(queue.queue.entries).toEqual([])
    expect(server.asked.map(({ path, match }) => [path, match])).toEqual([['/api/cases/cases/case-1/evidence', '"3"']])
  })

  it('rests on what came of the one before it, though the screen has not read that yet', async () => {
    const queue = await device()
    for (const text of ['one', 'two', 'three']) await queue.give(evidence(text))
    await queue.give(evidence('another', 3, '/cases/case-2'))
    expect(server.asked.map(({ match }) => match)).toEqual(['"3"', '"4"', '"5"', '"3"'])
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

  it('keeps the moment at which it was given, and tells the clock when it is sent', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-09-04T10:05:00+08:00') })
    try {
      const queue = await device()
      server.away = true
      await queue.give({ ...evidence('one'), dated: true })
      await queue.give(evidence('two'))
      vi.setSystemTime(new Date('2026-09-07T08:12:00+08:00'))
      server.away = false
      await queue.flush()
      const [dated, other] = server.asked.map(({ body, clock }) => [JSON.parse(body).done_at, clock])
      expect(dated).toEqual(['2026-09-04T02:05:00.000Z', '2026-09-07T00:12:00.000Z'])
      expect(other).toEqual([undefined, '2026-09-07T00:12:00.000Z'])
    } finally {
      vi.useRealTimers()
    }
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

  it('is told to wait while the gateway hangs, and is given up as unanswered after its time limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const queue = await device()
    vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
      /refresh$|me$/.test(url)
        ? server.fetch(url, init)
        : new Promise((_, fail) =>
            init.signal!.addEventListener('abort', () => fail(new DOMException('', 'AbortError'))),
          ),
    )
    const given = queue.give(evidence('one'))
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(1_000)
      expect(queue.queue.busy).toBe(true)
    })
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await given).outcome).toBe('waits')
    await vi.advanceTimersByTimeAsync(20_000)
    await vi.waitFor(() => expect(queue.queue.busy).toBe(false))
    expect(queue.waiting.value).toHaveLength(1)
    vi.useRealTimers()
  })

  it('stays where a network between answers in the place of the gateway', async () => {
    const queue = await device()
    const portal = (status: number) => () =>
      new Response('<p>请先登录 WiFi</p>', { status, headers: { 'content-type': 'text/html' } })
    server.answers = [portal(403), portal(200)]
    expect((await queue.give(evidence('one'))).outcome).toBe('waits')
    await queue.flush()
    expect(queue.waiting.value).toHaveLength(1)
  })

  it('stays where a network between answers in the place of the gateway to what is sent with it', async () => {
    const queue = await device()
    const portal = (status: number) => () =>
      new Response('<p>请先登录 WiFi</p>', { status, headers: { 'content-type': 'text/html' } })
    server.answers = [portal(403), portal(200)]
    const { outcome } = await queue.give({ ...evidence('photo'), files: [new Blob(['picture'])] })
    expect(outcome).toBe('waits')
    await queue.flush()
    expect(queue.waiting.value).toHaveLength(1)
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/cases/blobs', '/api/cases/blobs'])
  })

  it('that makes a new record is on its own: one that is refused holds no other', async () => {
    const queue = await device()
    const clue = (text: string) => ({ ...evidence(text, null, '/clues'), path: '/clues' })
    server.away = true
    await queue.give(clue('one'))
    await queue.give(clue('two'))
    server.away = false
    server.answers = [() => problem(409)]
    await queue.flush()
    expect(queue.refused.value.map((entry) => entry.body)).toEqual([{ description: 'one' }])
    expect(queue.waiting.value).toEqual([])
  })

  it('of somebody is not sent once another person has the tab in the middle of it', async () => {
    const queue = await device()
    const session = await import('../session')
    server.away = true
    await queue.give(evidence('one'))
    await queue.give(evidence('two', 3, '/cases/case-2'))
    server.away = false
    server.answers = [
      () => {
        session.me.value = { id: 'officer-2', roles: ['officer'] } as never
        return view(1)
      },
    ]
    await queue.flush()
    expect(server.asked.map(({ body }) => body)).toEqual(['{"description":"one"}'])
    expect(queue.waiting.value.map((entry) => entry.body)).toEqual([{ description: 'two' }])
  })

  it('that a service fails to do holds back its own record alone', async () => {
    const queue = await device()
    server.away = true
    await queue.give(evidence('one'))
    await queue.give(evidence('elsewhere', 8, '/cases/case-2'))
    server.away = false
    server.answers = [() => problem(500)]
    await queue.flush()
    expect(queue.waiting.value.map((entry) => entry.body)).toEqual([{ description: 'one' }])
  })

  it('is corrected in its old place, before what was given after it, with another picture', async () => {
    const queue = await device()
    server.away = true
    await queue.give({ ...evidence('one'), files: [new Blob(['blurred'])] })
    await queue.give(evidence('two'))
    await queue.give(evidence('three'))
    server.away = false
    server.answers = [() => view(1), () => problem(409)]
    await queue.flush()
    const sharp = new Blob(['sharp'])
    const { fingerprint } = await import('./fingerprint')
    const sha256 = await fingerprint(sharp)
    server.asked = []
    const { outcome } = await queue.correct(queue.refused.value[0]!, { description: 'better', blob: sha256 }, 3, [
      sharp,
    ])
    expect(outcome).toBe('sent')
    expect(
      server.asked.filter(({ path }) => path.endsWith('/evidence')).map(({ match, body }) => [match, body]),
    ).toEqual([
      ['"3"', JSON.stringify({ description: 'better', blob: sha256 })],
      ['"4"', '{"description":"two"}'],
      ['"5"', '{"description":"three"}'],
    ])
    expect(queue.queue.entries).toEqual([])
  })

  it('is given up for a reason, which stays to be seen until the person signs out', async () => {
    const queue = await device()
    server.answers = [() => problem(409)]
    await queue.give(evidence('one'))
    await queue.drop(queue.refused.value[0]!, '重复登记')
    expect(queue.queue.entries).toEqual([])
    expect(queue.queue.dropped.map(({ reason }) => reason)).toEqual(['重复登记'])
    const { signOut } = await import('../session')
    await signOut()
    await queue.load()
    expect(queue.queue.dropped).toEqual([])
  })

  it('that finds no room is told, after the answers that can be read again have made some', async () => {
    const queue = await device()
    const { store } = await import('./store')
    const { room } = await import('./room')
    const kept = await store()
    await kept.put('answers', { url: 'cases/cases', at: 1, data: {} })
    const transaction = kept.transaction.bind(kept)
    vi.spyOn(kept, 'transaction').mockImplementation((...given: Parameters<typeof kept.transaction>) => {
      if (given[1] === 'readwrite' && given[2]) throw new DOMException('full', 'QuotaExceededError')
      return transaction(...given)
    })
    const { outcome } = await queue.give(evidence('one'))
    expect(outcome).toMatchObject({ code: 'storage-full' })
    expect(room.value).toBe('full')
    expect(await kept.getAllKeys('answers')).toEqual([])
    expect(server.asked).toEqual([])
  })

  it('does not keep what is answered after signing out', async () => {
    await device()
    const { fresh } = await import('./answers')
    const { store } = await import('./store')
    const { signOut } = await import('../session')
    let answer: (given: Response) => void = () => undefined
    const before = server.fetch
    vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
      url.endsWith('/officers') ? new Promise<Response>((resolve) => (answer = resolve)) : before(url, init),
    )
    const reading = fresh('identity', '/officers')
    await vi.waitFor(() => expect(answer.length).toBe(1))
    await signOut()
    answer(new Response('{"name":"张三"}'))
    await reading
    expect(await (await store()).getAllKeys('answers')).toEqual([])
  })

  it('leaves nothing of a person behind after signing out: no answer, draft, picture, name', async () => {
    await device()
    const { store } = await import('./store')
    const { keepDraft, keepFile } = await import('./drafts')
    const kept = await store()
    await kept.put('answers', { url: 'cases/cases/case-1/history', at: 1, data: { name: '张三' } })
    await keepDraft('cases/cases/case-1/evidence', { description: '张三' })
    await keepFile(new Blob(['face']), 'a'.repeat(64))
    localStorage.setItem('zhifatong.me', '{"id":"officer-1","name":"李四"}')
    localStorage.setItem('zhifatong.login', 'li-si')
    localStorage.setItem('zhifatong.upload.cases.x', 'upload-1')
    const { signOut } = await import('../session')
    await signOut()
    for (const name of ['answers', 'drafts', 'files', 'keys', 'entries'] as const)
      expect(await kept.getAllKeys(name)).toEqual([])
    expect(Object.keys(localStorage)).toEqual(['zhifatong.refresh-key'].filter((name) => localStorage.getItem(name)))
  })
})
