import { expect, it } from 'vitest'
import { order } from './order'

it('an older answer never takes the place of a newer one', () => {
  const answers = order()
  const [first, second] = [answers.ask(), answers.ask()]
  expect([first.isNewest(), second.isNewest()]).toEqual([false, true])
  expect(second.takesItsPlace()).toBe(true)
  expect(first.takesItsPlace()).toBe(false)
})

it('while more is asked, each answer is shown that is newer than the last', () => {
  const answers = order()
  const [first, second, third] = [answers.ask(), answers.ask(), answers.ask()]
  expect([first.takesItsPlace(), second.takesItsPlace(), third.takesItsPlace()]).toEqual([true, true, true])
})

it('nothing is shown once it has ended', () => {
  const answers = order()
  const last = answers.ask()
  answers.end()
  expect([last.isNewest(), last.takesItsPlace()]).toEqual([false, false])
})
