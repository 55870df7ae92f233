import { beforeEach, expect, it } from 'vitest'
import { today } from '../../http'
import { running } from './terms'

beforeEach(() => (today.value = '2026-12-29'))

it('terms tell their day as it is said, the days that are left, and that they are provisional', () => {
  const terms = [
    { name: 'defence' as const, until: '2026-12-28', provisional: false },
    { name: 'service' as const, until: '2026-12-31', provisional: false },
    { name: 'payment' as const, until: '2027-01-13', provisional: true },
  ]
  const labels = { defence: '陈述申辩期限', service: '送达期限', payment: '缴纳罚款期限' }
  expect(running({ terms, labels })).toEqual([
    { name: 'defence', title: '陈述申辩期限', day: '12月28日', left: '已过', tone: 'calm', provisional: false },
    { name: 'service', title: '送达期限', day: '12月31日', left: '剩 2 天', tone: 'soon', provisional: false },
    { name: 'payment', title: '缴纳罚款期限', day: '2027年1月13日', left: '剩 15 天', tone: 'calm', provisional: true },
  ])
})
