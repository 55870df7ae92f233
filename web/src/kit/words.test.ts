import { beforeEach, describe, expect, it } from 'vitest'
import { today } from '../http'
import { clockWord, dayWord, momentWord, term, yuan } from './words'

beforeEach(() => (today.value = '2026-09-10'))

describe('words', () => {
  it.each([
    ['2026-09-08', '逾期 2 天', 'late'],
    ['2026-09-10', '今天到期', 'soon'],
    ['2026-09-13', '剩 3 天', 'soon'],
    ['2026-09-14', '剩 4 天', 'calm'],
    [null, '无期限', 'calm'],
  ])('tell how much of the term to %s is left', (day, text, tone) => {
    expect(term(day)).toEqual({ text, tone })
  })

  it('say amounts in yuan, and cents only where there are some', () => {
    expect([yuan(500000), yuan(50), yuan(0)]).toEqual(['5,000 元', '0.50 元', '0 元'])
  })

  it('tell moments in Beijing, with the year where it is another one', () => {
    expect(momentWord('2026-09-03T06:05:00Z')).toBe('9月3日 14:05')
    expect(momentWord('2025-09-03T16:05:00Z')).toBe('2025年9月4日 00:05')
    expect(clockWord('2026-09-03T16:05:00Z')).toBe('00:05')
  })

  it('name the year of a day only where it is another one', () => {
    expect([dayWord('2026-09-03'), dayWord('2027-01-05')]).toEqual(['9月3日', '2027年1月5日'])
  })
})
