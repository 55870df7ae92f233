import { describe, expect, it } from 'vitest'
import { NoAnswer, Refused, type Service } from '../../http'
import type { Schemas } from '../../kit/form/fields'
import type { Step } from '../../kit/steps'
import type { Task } from '../tasks/work'
import { chosen, itemsOf, rowsOf, send, type Outcomes, type Page } from './box'

const SCHEMAS = new Map<Service, Schemas>([
  [
    'cases',
    {
      ApproveFiling: { properties: {} },
      ReturnFiling: { properties: { reason: { type: 'string', maxLength: 5000 } }, required: ['reason'] },
      DecideRecusal: {
        properties: { recusal: { type: 'string' }, granted: { type: 'boolean' } },
        required: ['recusal', 'granted'],
      },
    },
  ],
])
function step(name: string, schema: string, path: string, more: Partial<Step> = {}): Step {
  return {
    name,
    label: name,
    by: 'head',
    missing: [],
    demanded: [],
    path,
    method: 'POST',
    schema,
    prefill: {},
    options: {},
    may_i: true,
    next: true,
    ...more,
  }
}
function task(id: string, what = 'approve-filing', act: string | null = null): Task {
  return { service: 'cases', kind: 'case', id, what, act, version: 3, label: what, title: id } as Task
}
function page(id: string, ...steps: Step[]): [string, Page] {
  return [`/cases/${id}`, { id, version: 4, next_steps: steps }]
}
const approving = (id: string, more: Partial<Step> = {}) =>
  step('approve-filing', 'ApproveFiling', `/cases/${id}/filing-approval`, more)
const returning = (id: string) => step('return-filing', 'ReturnFiling', `/cases/${id}/filing-return`)

describe('rows of the box', () => {
  it('tell what may be given as it is, and why the rest may not', () => {
    const missing = [{ code: 'x', detail: '本人办过此案', law: '', remedy: '' }]
    const pages = new Map([
      page('one', approving('one'), returning('one')),
      page('two', approving('two', { missing })),
      page('three', step('decide-recusal', 'DecideRecusal', '/cases/three/recusal-decision')),
    ])
    const tasks = [task('one'), task('two'), task('three', 'decide-recusal'), task('gone')]
    const [one, two, three, gone] = rowsOf(tasks, pages, SCHEMAS)
    expect([one!.approve?.path, one!.refuse?.path, one!.why]).toEqual([
      '/cases/one/filing-approval',
      '/cases/one/filing-return',
      undefined,
    ])
    expect([two!.approve, two!.why]).toEqual([undefined, '本人办过此案'])
    expect([three!.approve, three!.why]).toEqual([undefined, '须填写内容，请打开办理'])
    expect([gone!.page, gone!.why]).toEqual([undefined, '请打开办理'])
  })
})

describe('what is given', () => {
  const pages = new Map([page('one', approving('one'), returning('one')), page('two', approving('two'))])
  it('carries the version that was read and the reason where it is refused', () => {
    const rows = rowsOf([task('one'), task('two')], pages, SCHEMAS)
    const items = itemsOf(chosen(rows, 'refuse', '证据不足', SCHEMAS), () => 'key')
    expect(items).toEqual([{ path: '/cases/one/filing-return', version: 4, key: 'key', body: { reason: '证据不足' } }])
    expect(itemsOf(chosen(rows, 'approve', '', SCHEMAS)).map((item) => item.version)).toEqual([4, 4])
  })
  it('rests each further one on a record on what the one before makes of it', () => {
    const rows = rowsOf([task('one'), task('one')], pages, SCHEMAS)
    expect(itemsOf(chosen(rows, 'approve', '', SCHEMAS)).map((item) => item.version)).toEqual([4, 5])
  })
  it('shows each refused one its reason and keeps the others', async () => {
    const rows = rowsOf([task('one'), task('two')], pages, SCHEMAS)
    const problem = { status: 412, title: '', code: 'stale-version', detail: '记录已更新', category: 'conflict' }
    const answer = { done: 1, refused: 1, items: [{ status: 200 }, { status: 412, problem }] } as unknown as Outcomes
    const count = await send(chosen(rows, 'approve', '', SCHEMAS), () => Promise.resolve(answer))
    expect(count).toEqual({ done: 1, refused: 1, unanswered: 0 })
    expect(rows.map((row) => row.outcome)).toEqual(['done', problem])
  })
  it('is sent under the same keys again where nobody answered, and under new ones afterwards', async () => {
    const rows = rowsOf([task('one')], pages, SCHEMAS)
    const sent: string[] = []
    const answer = { done: 1, refused: 0, items: [{ status: 200 }] } as unknown as Outcomes
    for (const answers of [false, true, true]) {
      await send(chosen(rows, 'approve', '', SCHEMAS), (_, items) => {
        sent.push(items[0]!.key)
        return answers ? Promise.resolve(answer) : Promise.reject(new NoAnswer())
      })
    }
    expect(sent[0]).toBe(sent[1])
    expect(sent[2]).not.toBe(sent[1])
  })

  it('is sent under the same keys again where a service or the gateway was away', async () => {
    const rows = rowsOf([task('two')], pages, SCHEMAS)
    const sent: string[] = []
    const away = { status: 504, title: '', detail: '', code: 'x', category: 'unavailable', labels: {} } as const
    const answers = [
      () => Promise.reject(new Refused(away)),
      () => Promise.resolve({ done: 0, refused: 1, items: [{ status: 503, problem: away }] } as unknown as Outcomes),
      () => Promise.resolve({ done: 1, refused: 0, items: [{ status: 200 }] } as unknown as Outcomes),
    ]
    for (const answer of answers)
      await send(chosen(rows, 'approve', '', SCHEMAS), (_, items) => {
        sent.push(items[0]!.key)
        return answer()
      })
    expect(sent).toHaveLength(3)
    expect(new Set(sent).size).toBe(1)
  })
})
