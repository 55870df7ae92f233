// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { addressesOf, parsed } from './stream'

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
})
