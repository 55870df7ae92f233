// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { chosenFile } from './chosenFile'

it('answers the file and lets the same one be chosen again', () => {
  const file = new File(['a'], 'firms.csv')
  let value = 'C:\\fakepath\\firms.csv'
  const input = {
    files: [file],
    get value() {
      return value
    },
    set value(now: string) {
      value = now
    },
  }
  expect(chosenFile({ target: input } as unknown as Event)).toBe(file)
  expect(value).toBe('')
  expect(chosenFile({ target: { files: [], value } } as unknown as Event)).toBeUndefined()
})
