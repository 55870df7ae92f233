// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { Blob as KeptBlob } from 'node:buffer'
import { beforeEach, expect, it, vi } from 'vitest'

const FILM = 1_300_000
const PART = 512 * 1024
const sent: { path: string; method: string; bytes: Uint8Array }[] = []

const broken: (() => Response)[] = []
let lost = false
async function server(url: string, init: RequestInit = {}): Promise<Response> {
  const body = init.body instanceof Blob ? new Uint8Array(await init.body.arrayBuffer()) : new Uint8Array()
  if (url.endsWith('/refresh')) return json({ person: 'officer-1', token: 't', expires_in: 1800 })
  if (broken.length && init.method === 'PATCH') return broken.shift()!()
  if (lost && init.method === undefined) return json({ status: 404 }, 404)
  sent.push({ path: url.replace('/api/cases', ''), method: init.method ?? 'GET', bytes: body })
  return json(
    init.method === 'PATCH'
      ? { offset: Number(new Headers(init.headers).get('upload-offset')) + body.length }
      : { id: 'u1' },
  )
}
function json(content: unknown, status = 200): Response {
  return new Response(JSON.stringify(content), { status, headers: { 'content-type': 'application/json' } })
}

beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  sent.length = 0
  vi.stubGlobal('fetch', server)
  vi.stubGlobal('Blob', KeptBlob)
})

it('a film is kept as the file that it is, and never read as a whole', async () => {
  const { keepFile, fileOf } = await import('./drafts')
  const { store } = await import('./store')
  const { sendFile } = await import('./upload')
  const film = new Blob([new Uint8Array(FILM).fill(7)], { type: 'video/mp4' })
  const whole = vi.spyOn(Blob.prototype, 'arrayBuffer')
  await keepFile(film, 'f')
  expect(await (await store()).get('files', 'f')).toMatchObject({
    sha256: 'f',
    type: 'video/mp4',
    blob: { size: FILM },
  })
  expect((await fileOf('f'))?.size).toBe(FILM)
  await sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')
  const parts = sent.filter(({ method }) => method === 'PATCH')
  expect(parts.map(({ bytes }) => bytes.length)).toEqual([PART, PART, FILM - 2 * PART])
  expect(parts.every(({ bytes }) => bytes.every((one) => one === 7))).toBe(true)
  expect(whole.mock.contexts.map((blob) => (blob as Blob).size)).not.toContain(FILM)
})

it('a picture that an earlier version of the application kept is still sent', async () => {
  const { fileOf } = await import('./drafts')
  const { store } = await import('./store')
  const { sendFile } = await import('./upload')
  const bytes = new TextEncoder().encode('picture').buffer
  await (await store()).put('files', { sha256: 'p', type: 'image/jpeg', bytes })
  expect((await fileOf('p'))?.type).toBe('image/jpeg')
  await sendFile('cases', { sha256: 'p', type: 'image/jpeg' }, '')
  expect(sent.map(({ path, bytes: given }) => [path, new TextDecoder().decode(given)])).toEqual([['/blobs', 'picture']])
})

it('a film whose upload the server does not know any more is begun anew, under another id', async () => {
  const { keepFile } = await import('./drafts')
  const { sendFile } = await import('./upload')
  localStorage.setItem('zhifatong.upload.cases.f', 'gone')
  broken.push(() => json({ status: 409 }, 409))
  lost = true
  try {
    await keepFile(new Blob([new Uint8Array(FILM)], { type: 'video/mp4' }), 'f')
    await sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')
  } finally {
    lost = false
  }
  expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /blobs/uploads',
    'POST /blobs/uploads',
    ...Array.from({ length: 3 }, () => 'PATCH /blobs/uploads/u1'),
  ])
})

it('a film whose progress can not be known now waits, and is not begun anew', async () => {
  const { keepFile } = await import('./drafts')
  const { sendFile } = await import('./upload')
  localStorage.setItem('zhifatong.upload.cases.f', 'u7')
  await keepFile(new Blob([new Uint8Array(FILM)], { type: 'video/mp4' }), 'f')
  vi.stubGlobal('fetch', () => Promise.resolve(json({ status: 503 }, 503)))
  await expect(sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')).rejects.toMatchObject({
    problem: { status: 503 },
  })
  expect(localStorage.getItem('zhifatong.upload.cases.f')).toBe('u7')
})

it('a part that is refused though the server waits for it is told, and not sent for ever', async () => {
  const { keepFile } = await import('./drafts')
  const { sendFile } = await import('./upload')
  let parts = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (url.endsWith('/refresh')) return json({ person: 'officer-1', token: 't', expires_in: 1800 })
    if (init.method === 'PATCH') {
      parts += 1
      if (parts > 9) throw new Error('it goes on for ever')
      return json({ status: 409, code: 'upload-busy', detail: '正在接收' }, 409)
    }
    return json({ id: 'u1', offset: 0 })
  })
  await keepFile(new Blob([new Uint8Array(FILM)], { type: 'video/mp4' }), 'f')
  await expect(sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')).rejects.toMatchObject({
    problem: { code: 'upload-busy' },
  })
  expect(parts).toBe(1)
  expect(localStorage.getItem('zhifatong.upload.cases.f')).toBe('u1')
})

it('a part that came, though its answer was lost, is not sent again', async () => {
  const { keepFile } = await import('./drafts')
  const { sendFile } = await import('./upload')
  const offsets: string[] = []
  let arrived = 0
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (url.endsWith('/refresh')) return json({ person: 'officer-1', token: 't', expires_in: 1800 })
    if (init.method !== 'PATCH') return json({ id: 'u1', offset: arrived })
    const given = new Headers(init.headers).get('upload-offset')!
    offsets.push(given)
    const before = arrived
    arrived = Number(given) + (init.body as Blob).size
    return before === 0 ? json({ status: 409 }, 409) : json({ id: 'u1', offset: arrived })
  })
  await keepFile(new Blob([new Uint8Array(FILM)], { type: 'video/mp4' }), 'f')
  await sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')
  expect(offsets).toEqual(['0', String(PART), String(2 * PART)])
})

const MEGABYTE = 1024 * 1024
const TWENTY_MEGABYTES_OF_NOTHING = 'cd52d81e25f372e6fa4db2c0dfceb59862c1969cab17096da352b34950c973cc'

/** A film that is nowhere: a part is made when it is read. */
class LongFilm extends KeptBlob {
  largest = 0
  slices = 0
  override readonly size: number
  constructor(parts: [], { size = 200 * MEGABYTE } = {}) {
    super(parts)
    this.size = size
  }
  override slice(start = 0, end = this.size): KeptBlob {
    const part = Math.min(end, this.size) - start
    this.slices += 1
    this.largest = Math.max(this.largest, part)
    return new KeptBlob([new Uint8Array(part)])
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    throw new Error('held as a whole')
  }
}

it('a film of 200 MB goes through the memory in pieces, when it is hashed and when it is sent', async () => {
  const { fingerprint } = await import('./fingerprint')
  const { store } = await import('./store')
  const { sendFile } = await import('./upload')
  vi.stubGlobal('fetch', (url: string, init: RequestInit = {}) => {
    if (url.endsWith('/refresh')) return json({ person: 'officer-1', token: 't', expires_in: 1800 })
    const offset = Number(new Headers(init.headers).get('upload-offset'))
    return json(init.method === 'PATCH' ? { offset: offset + (init.body as Blob).size } : { id: 'u1' })
  })
  const film = new LongFilm([])
  const hashed = new LongFilm([], { size: 20 * MEGABYTE })
  expect(await fingerprint(hashed as unknown as Blob)).toBe(TWENTY_MEGABYTES_OF_NOTHING)
  const kept = await store()
  vi.spyOn(kept, 'get').mockResolvedValue({ sha256: 'f', type: 'video/mp4', blob: film } as never)
  await sendFile('cases', { sha256: 'f', type: 'video/mp4' }, '')
  expect(film.slices).toBe(film.size / PART)
  expect([film.largest, hashed.largest]).toEqual([PART, MEGABYTE])
})
