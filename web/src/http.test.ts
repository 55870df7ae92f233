// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  localStorage.clear()
})

/** A line on which a piece comes every 15 seconds, until it falls silent. */
function slowly(pieces: number, silent = false): void {
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
    let left = pieces
    const body = new ReadableStream<Uint8Array>({
      start: (to) => signal!.addEventListener('abort', () => to.error(signal!.reason)),
      pull: async (to) => {
        if (!left && silent) return new Promise<void>(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, 15_000))
        if (!left--) return to.close()
        to.enqueue(new Uint8Array(100))
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'content-type': 'video/mp4' } }))
  })
}
async function film(): Promise<Blob | 'no answer'> {
  const { ask, fileIn, NoAnswer } = await import('./http')
  const answer = await ask('cases', '/files/x')
  return fileIn(answer).catch((error: unknown) => {
    if (error instanceof NoAnswer) return 'no answer' as const
    throw error
  })
}

/** Have time go by until it is there. */
async function withTime<T>(work: Promise<T>): Promise<T> {
  let there = false
  void work.finally(() => (there = true))
  while (!there) await vi.advanceTimersByTimeAsync(1_000)
  return work
}

it('a file that comes slowly comes, however long it takes', async () => {
  slowly(20)
  expect(await withTime(film())).toMatchObject({ size: 2000 })
})

it('a file that stops coming is no answer', async () => {
  slowly(3, true)
  expect(await withTime(film())).toBe('no answer')
  const { online } = await import('./http')
  expect(online.value).toBe(false)
})

it('how wrong the clock is, is known after the application starts again without network', async () => {
  const date = new Date(Date.now() - 3_600_000).toUTCString()
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { headers: { date } })))
  await (await import('./http')).ask('cases', '/cases')
  vi.resetModules()
  const { clockAhead } = await import('./http')
  expect(Math.round(clockAhead.value / 60_000)).toBe(60)
})
