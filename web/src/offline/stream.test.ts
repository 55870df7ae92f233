// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { heard } from './answers'
import { addressesOf, follow, parsed, together } from './stream'

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

describe('a line', () => {
  let answers: (() => Response | Promise<Response>)[] = []
  let asked: (string | null)[] = []
  const line = (...frames: string[]) =>
    new Response(frames.join(''), { headers: { 'content-type': 'text/event-stream' } })
  beforeEach(() => {
    vi.useFakeTimers()
    asked = []
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      if (url.endsWith('/refresh')) return Promise.resolve(new Response('', { status: 503 }))
      asked.push(new Headers(init.headers).get('last-event-id'))
      const answer = answers.shift() ?? (() => new Response('', { status: 403 }))
      const gone = new Promise<never>((_, reject) =>
        init.signal!.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      )
      return Promise.race([answer(), gone])
    })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('is opened again where a gateway or a token failed, and goes on where it was', async () => {
    answers = [
      () => new Response('', { status: 503 }),
      () => line(':\nid: one\n\n', 'id: two\ndata: {"kind":"case","id":"x","what":"work"}\n\n'),
      () => new Response('', { status: 401 }),
      () => new Response('', { status: 422 }),
    ]
    const ended = follow('cases', new AbortController().signal)
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
    expect(asked).toEqual([null, null, 'two', 'two', null])
    expect(heard.value).toMatchObject({ service: 'cases', paths: ['/work', '/cases', '/cases/x'] })
  })

  it('on which nothing comes for long is given up for another', async () => {
    answers = [() => new Promise<Response>(() => undefined)]
    const ended = follow('cases', new AbortController().signal)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(10_000)
    await ended
    expect(asked).toHaveLength(2)
  })

  it('ends with the session', async () => {
    answers = [() => new Promise<Response>(() => undefined)]
    const session = new AbortController()
    const ended = follow('cases', session.signal)
    await vi.advanceTimersByTimeAsync(10)
    session.abort()
    await ended
    expect(asked).toHaveLength(1)
  })
})
