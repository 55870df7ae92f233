import { expect, it } from 'vitest'
import { wordOfClock } from './clock'

const HOUR = 3_600_000
it.each([
  [0, ''],
  [4 * 60_000, ''],
  [-30 * 60_000, '慢 30 分钟'],
  [3 * HOUR, '快 3 小时'],
  [24 * HOUR, '快 24 小时'],
  [72 * HOUR, '快 3 天'],
])('a clock that is %i ms ahead', (ahead, told) => {
  if (told) expect(wordOfClock(ahead)).toContain(told)
  else expect(wordOfClock(ahead)).toBe('')
})
