// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, type EffectScope } from 'vue'

let waiting: ((text: string) => void)[] = []
let away = false
let scope: EffectScope
beforeEach(() => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  waiting = []
  away = false
  vi.stubGlobal('fetch', () =>
    away
      ? Promise.reject(new TypeError('no network'))
      : new Promise<Response>((resolve) => waiting.push((text) => resolve(new Response(JSON.stringify(text))))),
  )
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

async function asking(path = ref('/counts')) {
  const { heard, shown } = await import('./answers')
  const answer = scope.run(() => shown<string>('supervision', () => path.value))!
  async function change(): Promise<void> {
    const before = waiting.length
    heard.value = { service: 'supervision', paths: ['/counts'], at: 0 }
    if (!away) await vi.waitUntil(() => waiting.length > before)
  }
  await vi.waitUntil(() => away || waiting.length === 1)
  return { answer, path, change }
}

describe('an answer that is shown', () => {
  it('moves while one thing after the other changes, and no older one takes its place', async () => {
    const { answer, change } = await asking()
    await change()
    await change()
    waiting[1]!('second')
    await vi.waitUntil(() => answer.data.value === 'second')
    waiting[0]!('first')
    const { kept } = await import('./answers')
    await vi.waitUntil(async () => (await kept('supervision', '/counts')) === 'first')
    await nextTick()
    expect(answer.data.value).toBe('second')
    waiting[2]!('third')
    await vi.waitUntil(() => answer.data.value !== 'second')
    expect(answer.data.value).toBe('third')
    expect(answer.busy.value).toBe(false)
  })

  it('is of the address that is shown now', async () => {
    const { answer, path } = await asking()
    path.value = '/other'
    await vi.waitUntil(() => waiting.length === 2)
    waiting[0]!('of the first')
    waiting[1]!('of the other')
    await vi.waitUntil(() => answer.data.value !== undefined)
    expect(answer.data.value).toBe('of the other')
  })

  it('is read again as soon as somebody answers', async () => {
    away = true
    const { answer } = await asking()
    await vi.waitUntil(() => answer.failed.value === 'no-network')
    away = false
    const { online } = await import('../http')
    online.value = true
    await vi.waitUntil(() => waiting.length === 1)
    waiting[0]!('back')
    await vi.waitUntil(() => answer.data.value === 'back')
    expect(answer.failed.value).toBeUndefined()
  })
})
