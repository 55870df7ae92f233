import { expect, it } from 'vitest'
import { minutesWord, secondsBetween } from './timing'

it.each([
  [0, 754_000, 754],
  [1_000, 0, undefined],
  [0, 86_400_000, 86_400],
  [0, 86_401_000, undefined],
])('between %i and %i', (opened, concluded, seconds) => {
  expect(secondsBetween(opened, concluded)).toBe(seconds)
})

it('counts begun minutes whole', () => {
  expect([minutesWord(60), minutesWord(61)]).toEqual(['1 分钟', '2 分钟'])
})
