// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchAhead, type Waiting } from './ahead'
import { forgetAnswers, fresh } from './answers'
import { judgeBy } from './verdict'

const asked: string[] = []
let refused = ''

beforeEach(async () => {
  await forgetAnswers()
  asked.length = 0
  refused = ''
  vi.stubGlobal('fetch', (url: string | Request) => {
    const path = new URL(typeof url === 'string' ? url : url.url, 'http://localhost').pathname
    asked.push(path)
    const status = path === refused ? 403 : 200
    const type = status === 200 ? 'application/json' : 'application/problem+json'
    return Promise.resolve(
      new Response(JSON.stringify({ id: 'x', version: 3 }), { status, headers: { 'content-type': type } }),
    )
  })
})

function visit(id: string, version = 3): Waiting {
  return { service: 'inspections', kind: 'visit', id, version }
}

describe('what waits for a person', () => {
  it('is read ahead with the lists of items, and can be opened without a network', async () => {
    await fetchAhead([visit('visit-1'), { service: 'cases', kind: 'case', id: 'case-1', version: 3 }])
    expect(asked).toEqual(['/api/inspections/visits/visit-1', '/api/cases/cases/case-1', '/api/inspections/item-lists'])
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    expect(await fresh('inspections', '/visits/visit-1')).toMatchObject({ old: true, data: { version: 3 } })
  })

  it('is read with what it is judged by, where this phone judges', async () => {
    const nothing = () => Promise.resolve(undefined)
    judgeBy({ judgementOf: nothing, stepsOf: nothing })
    await fetchAhead([visit('visit-1'), { service: 'inspections', kind: 'patrol', id: 'patrol-1', version: 3 }])
    judgeBy(undefined)
    expect(asked).toEqual([
      '/api/inspections/visits/visit-1',
      '/api/inspections/patrols/patrol-1',
      '/api/inspections/visits/visit-1/facts',
      '/api/inspections/item-lists',
    ])
  })

  it('is not read again until it has changed', async () => {
    await fetchAhead([visit('visit-1')])
    asked.length = 0
    await fetchAhead([visit('visit-1')])
    expect(asked).not.toContain('/api/inspections/visits/visit-1')
    await fetchAhead([visit('visit-1', 4)])
    expect(asked).toContain('/api/inspections/visits/visit-1')
  })

  it('is passed over where there is no page for it, or no right', async () => {
    refused = '/api/inspections/visits/visit-1'
    await fetchAhead([{ service: 'inspections', kind: 'strange', id: 'x', version: 1 }, visit('visit-1')])
    expect(asked).toEqual([refused, '/api/inspections/item-lists'])
  })
})
