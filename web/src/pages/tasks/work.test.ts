import { beforeEach, expect, it, vi } from 'vitest'
import { cutWord, tasks } from './work'

const answers: Record<string, unknown> = {}
vi.mock('../../offline/answers', () => ({
  fresh: async (service: string) => ({ data: answers[service], at: 1, old: false }),
}))
const NOTHING = { items: [], total: 0, more: false }
const item = (id: string) => ({ id, kind: 'case', until: null })
beforeEach(() => ['cases', 'inspections', 'supervision', 'identity'].forEach((service) => (answers[service] = NOTHING)))

it('says how much of the work a service did not tell', async () => {
  answers.cases = { items: [item('case-1'), item('case-2')], total: 240, more: true }
  answers.inspections = { items: [item('visit-1')], total: 1, more: false }
  const found = await tasks()
  expect([found.tasks.length, found.hidden]).toEqual([3, { cases: 238 }])
})

it('never hides that there is more, however the total was counted', async () => {
  answers.cases = { items: [item('case-1'), item('case-2')], total: 1, more: true }
  expect((await tasks()).hidden).toEqual({ cases: 1 })
})

it('says so where a list shows a part, and nothing where it shows all', () => {
  expect(cutWord(50, 112)).toContain('共有 112 项')
  expect(cutWord(50, 112)).toContain('50 项')
  expect(cutWord(3, 3)).toBe('')
})
