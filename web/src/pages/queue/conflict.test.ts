import { expect, it } from 'vitest'
import { differences } from './conflict'

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
