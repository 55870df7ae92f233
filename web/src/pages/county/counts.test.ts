import { describe, expect, it } from 'vitest'
import { byTownship, total, trend, type Count } from './counts'

const count = (kind: string, township: string, month: string, number: number): Count => ({
  kind,
  township,
  month,
  count: number,
})
const COUNTS = [
  count('open', 'A', '2026-08', 2),
  count('open', 'A', '2026-09', 1),
  count('open', 'A', 'all', 3),
  count('overdue', 'A', 'all', 1),
  count('open', 'B', '2026-09', 4),
  count('open', 'B', 'all', 4),
  count('open', 'county', '2026-09', 5),
  count('open', 'county', 'all', 7),
]

describe('the counts of the county', () => {
  it('are those of each township over all months', () => {
    expect([...byTownship(COUNTS)]).toEqual([
      ['A', { open: 3, overdue: 1 }],
      ['B', { open: 4 }],
    ])
  })
  it('are the county’s where no township is chosen, and nothing where nothing was counted', () => {
    expect([total(COUNTS, 'open'), total(COUNTS, 'open', 'B'), total(COUNTS, 'closed')]).toEqual([7, 4, 0])
  })
  it('go month by month, a month without any as nothing', () => {
    expect(trend(COUNTS, 'open', 'B')).toEqual([
      { month: '2026-08', count: 0 },
      { month: '2026-09', count: 4 },
    ])
  })
})
