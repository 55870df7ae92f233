// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { keepDraft, readDraft } from './drafts'
import { writing } from './version'
import { keepWritten } from './written'

function page(id: string) {
  const scope = effectScope()
  const reason = ref('')
  const forget = scope.run(() =>
    keepWritten(id, {
      written: () => (reason.value ? { reason: reason.value } : undefined),
      put: (kept) => (reason.value = String(kept.reason)),
    }),
  )!
  return { reason, forget, leave: () => scope.stop() }
}

describe('what is written outside the form of a command', () => {
  it('is there again after one went back, and holds the new version back meanwhile', async () => {
    const first = page('one')
    first.reason.value = '材料不全'
    await nextTick()
    expect(writing.value).toBe(true)
    await vi.waitFor(async () => expect(await readDraft('one')).toEqual({ reason: '材料不全' }))
    first.leave()
    expect(writing.value).toBe(false)
    const again = page('one')
    await vi.waitFor(() => expect(again.reason.value).toBe('材料不全'))
    again.leave()
  })

  it('is forgotten once it is sent or taken out', async () => {
    const sent = page('two')
    sent.reason.value = '材料不全'
    await nextTick()
    await sent.forget()
    expect(await readDraft('two')).toEqual({})
    sent.reason.value = '材料仍不全'
    await nextTick()
    sent.reason.value = ''
    await nextTick()
    await sent.forget()
    expect([await readDraft('two'), writing.value]).toEqual([{}, false])
    sent.leave()
  })

  it('does not overwrite what is being written already', async () => {
    await keepDraft('three', { reason: '此前的' })
    const typed = page('three')
    typed.reason.value = '现在的'
    await nextTick()
    await vi.waitFor(async () => expect(await readDraft('three')).toEqual({ reason: '现在的' }))
    expect(typed.reason.value).toBe('现在的')
    typed.leave()
  })
})

describe('every field for text', () => {
  const pages = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true })
  const OTHER = /type="(checkbox|file|range|search|radio)"/
  const KEPT = /keepWritten|whileWriting/

  function typed(source: string): boolean {
    const fields = source.match(/<(textarea|input)\b[^>]*>/g) ?? []
    return fields.some((field) => !OTHER.test(field))
  }
  function holders(path: string): string[] {
    const name = path.split('/').pop()!
    return Object.values(pages).filter((source) => source.includes(`/${name}'`))
  }

  it('is kept, or at least holds the new version back, by its page or the one around it', () => {
    const outside = Object.entries(pages).filter(([path, source]) => !path.includes('/kit/form/') && typed(source))
    expect(outside.length).toBeGreaterThan(5)
    const loose = outside.filter(([path, source]) => ![source, ...holders(path)].some((one) => KEPT.test(one)))
    expect(loose.map(([path]) => path)).toEqual([])
  })
})
