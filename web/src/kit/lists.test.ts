import { describe, expect, it } from 'vitest'
import { active, ALL, choose, isChosen, LATE, OPEN, queryOf, search, totalOf, TOWNSHIP, type Filter } from './lists'

const COUNTS = [OPEN, LATE, ALL]

describe('filters as buttons', () => {
  it('say what they are about, and leave the other filters as they are', () => {
    const chosen = { open: 'true', late: '', township: '130624100' }
    expect(choose(LATE, COUNTS, chosen)).toEqual({ open: '', late: 'true', township: '130624100' })
    expect(choose(ALL, COUNTS, chosen)).toEqual({ open: '', late: '', township: '130624100' })
  })
  it('are on where exactly that is chosen', () => {
    const chosen = { open: 'true', late: '', word: '桥头' }
    expect(COUNTS.map((count) => isChosen(count, COUNTS, chosen))).toEqual([true, false, false])
    expect(isChosen(ALL, COUNTS, { word: '桥头' })).toBe(true)
    expect(isChosen(OPEN, COUNTS, { open: 'true', late: 'true' })).toBe(false)
  })
  it('ask for one item to learn how many there are', () => {
    expect(totalOf('/cases', LATE, COUNTS, { open: 'true', word: '桥头' })).toBe(
      `/cases?word=${encodeURIComponent('桥头')}&late=true&limit=1`,
    )
  })
  it('leave out what is not chosen', () => {
    expect(queryOf({ open: '', stage: 'filed' }, '-filed_on')).toBe('?stage=filed&sort=-filed_on')
  })
})

describe('a filter that means another one', () => {
  const ids: Record<string, string[]> = { 王: ['officer-1', 'officer-2'] }
  const called: Filter = { name: 'called', title: '姓名', means: { name: 'person', of: (typed) => ids[typed] ?? [] } }
  it('asks for the values that it means, and never for what was typed', () => {
    expect(queryOf({ called: '王', township: '' }, '', null, [called])).toBe('?person=officer-1&person=officer-2')
  })
  it('finds nothing where it means nothing', () => {
    expect(queryOf({ called: '李' }, '', null, [called])).toBe('?person=-')
  })
})

it('tells how many filters narrow a list', () => {
  const filters = [search('企业'), TOWNSHIP]
  expect(active(filters, { word: '', township: '', open: 'true' })).toBe(0)
  expect(active(filters, { word: '桥', township: '130624100', late: 'true' })).toBe(2)
})
