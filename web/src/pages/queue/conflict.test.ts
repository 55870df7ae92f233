import { describe, expect, it } from 'vitest'
import { counterpart, differences, sideBySide, type Happened } from './conflict'

const RECORD = {
  visit: {
    answers: [
      { item: 'fire-01', answer: 'fine' },
      { item: 'fire-02', answer: 'fine' },
    ],
  },
}

it('shows what two people answered differently, and nothing else', () => {
  const body = {
    answers: [
      { item: 'fire-01', answer: 'problem' },
      { item: 'fire-02', answer: 'fine' },
      { item: 'fire-03', answer: 'problem' },
    ],
  }
  expect(differences(body, RECORD)).toEqual([{ item: 'fire-01', mine: 'problem', theirs: 'fine' }])
})

it('has nothing to compare where the command answers no items', () => {
  expect([differences({}, RECORD), differences(null, undefined)]).toEqual([[], []])
})

describe('a command of any kind', () => {
  const happened = (sequence: number, type: string, data: Record<string, unknown>): Happened => ({
    sequence,
    type,
    data,
    time: '',
    actor: 'other',
  })
  const order = { until: '2026-09-20', text: '清理堆放物', done_at: '2026-09-01T08:00:00Z' }

  it('is compared with what somebody else recorded of the same kind', () => {
    const newest = happened(9, 'cases.evidence-taken.v1', { kind: 'photo', done_at: '' })
    const ordered = happened(8, 'cases.correction-ordered.v1', { until: '2026-09-15', text: '清理堆放物' })
    const alike = happened(7, 'cases.correction-ordered.v1', { until: '2026-09-10', text: '清理' })
    expect(counterpart(order, [newest, ordered, alike])).toBe(ordered)
  })
  it('finds the values of people, where this person may read them', () => {
    const ordered = { ...happened(8, 'x', { until: '2026-09-15' }), personal: { text: '清理' } }
    expect(counterpart({ text: '清理' }, [ordered])).toBe(ordered)
  })
  it('has nothing beside it where nobody recorded half of it', () => {
    expect(counterpart({ a: 1, b: 2, c: 3 }, [happened(9, 'x', { a: 1 })])).toBeUndefined()
    expect(counterpart(null, [happened(9, 'x', {})])).toBeUndefined()
  })
  it('stands field by field beside what is there, where both know the field', () => {
    const fact = (name: string, text: string) => ({ name, title: name.toUpperCase(), text })
    const parts = { name: 'goods', title: '物品', text: '', parts: [[fact('name', '木料'), fact('count', '3')]] }
    expect(
      sideBySide([fact('until', '9月20日'), fact('note', '我的'), parts], [fact('until', '9月15日'), parts]),
    ).toEqual([
      { name: 'until', title: 'UNTIL', mine: '9月20日', theirs: '9月15日', differs: true },
      { name: 'goods', title: '物品', mine: 'NAME 木料，COUNT 3', theirs: 'NAME 木料，COUNT 3', differs: false },
    ])
  })
})
