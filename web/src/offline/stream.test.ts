// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
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
