import { expect, it } from 'vitest'
import { picturesIn } from './pictures'

it('counts the pictures that a fact names, each once', () => {
  expect(picturesIn({ item: 'safety-01', pictures: [{ picture: 'a' }, { picture: 'b' }] })).toBe(2)
  expect(picturesIn({ before: 'a', after: 'b', before_shot: null })).toBe(2)
  expect(picturesIn({ picture: 'a', pictures: [{ picture: 'a' }] })).toBe(1)
  expect(picturesIn({ item: 'safety-01' })).toBe(0)
  expect(picturesIn()).toBe(0)
})
