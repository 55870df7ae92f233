import { describe, expect, it } from 'vitest'
import type { Entry } from '../../offline/store'
import { itemsOf, MOST_AT_ONCE, onSite, sheetsOf, siteStep, withdrawn, type ItemView, type VisitView } from './onSite'

const VIEW = {
  id: 'visit-1',
  visit: {
    assigned: { item_lists: ['safety', 'fire'] },
    opened: null,
    answers: [{ item: 'safety-01', answer: 'fine' }],
    rectified: [],
    terms: [],
    referred: [],
  },
} as unknown as VisitView
function entry(below: string, body: unknown, state: Entry['state'] = 'waiting'): Entry {
  return { path: `/visits/visit-1/${below}`, body, state } as Entry
}

describe('a visit on this device', () => {
  it('is open, answered and settled by what waits here, as by what the server knows', () => {
    const waiting = [
      entry('opening', {}),
      entry('answer-sheets', { answers: [{ item: 'safety-02', answer: 'problem', pictures: [{ picture: 'seen' }] }] }),
      entry('rectifications', { item: 'safety-02' }),
    ]
    const state = onSite(VIEW, waiting)
    expect(state.opened).toBe(true)
    expect([...state.answers]).toEqual([
      ['safety-01', { answer: 'fine', waits: false, pictures: [] }],
      ['safety-02', { answer: 'problem', waits: true, pictures: [{ picture: 'seen' }] }],
    ])
    expect(state.endings.get('safety-02')).toEqual({ ending: 'rectified', waits: true })
    expect(state.ended).toBe(false)
  })

  it('is over once its task was withdrawn before it began, and goes on afterwards; both are told', () => {
    const told = { task: 'task-1', withdrawn_on: '2026-09-07', reason: '该企业已经注销' }
    const gone = { ...VIEW, visit: { ...VIEW.visit, withdrawn: told } } as VisitView
    expect(onSite(gone, []).ended).toBe(true)
    expect(withdrawn(gone)).toBe('交办任务已于 2026-09-07 撤回，不必再去：该企业已经注销')
    const under = { ...VIEW, visit: { ...VIEW.visit, task_withdrawn: told } } as VisitView
    expect(onSite(under, []).ended).toBe(false)
    expect(withdrawn(under)).toContain('请继续完成')
    expect(withdrawn(VIEW)).toBe('')
  })

  it('does not count what was refused', () => {
    expect(onSite(VIEW, [entry('opening', {}, 'refused')]).opened).toBe(false)
  })

  it('looks at each item of its lists once', () => {
    const item = (code: string) => ({ code }) as never
    const lists = [
      { code: 'safety', items: [item('safety-01'), item('safety-02')] },
      { code: 'fire', items: [item('safety-02'), item('fire-01')] },
      { code: 'food', items: [item('food-01')] },
    ] as never
    expect(itemsOf(VIEW, lists).map((one) => one.code)).toEqual(['safety-01', 'safety-02', 'fire-01'])
  })

  it('shows as before what the answer showed', () => {
    const shot = { taken_at: '2026-09-07T09:00:00+08:00' }
    const seen = { picture: 'seen', picture_shot: shot }
    const rectify = siteStep(VIEW, 'rectify-on-site', 'safety-02', seen)
    expect(rectify.prefill).toEqual({ item: 'safety-02', before: 'seen', before_shot: shot })
    expect(siteStep(VIEW, 'set-correction-term', 'safety-02', seen).prefill).toEqual({ item: 'safety-02' })
  })

  it('names the item of an act, with the options that the server told', () => {
    const told = {
      name: 'set-correction-term',
      schema: 'SetCorrectionTerm',
      prefill: {},
      options: { until: { least: '2026-09-01' } },
    }
    const step = siteStep({ ...VIEW, next_steps: [told] } as never, 'set-correction-term', 'safety-02')
    expect([step.path, step.prefill, step.options]).toEqual([
      '/visits/visit-1/correction-terms',
      { item: 'safety-02' },
      { until: { least: '2026-09-01' } },
    ])
  })
})

describe('answers that are recorded', () => {
  const item = (code: string) => ({ code }) as ItemView

  it('carry the pictures of what was found wrong, and nothing of what was fine after all', () => {
    const pictures = [{ picture: 'seen' }]
    const chosen = {
      a: { answer: 'problem', note: ' 堵塞 ', pictures },
      b: { answer: 'fine', pictures },
      c: {},
    } as const
    expect(sheetsOf(['a', 'b', 'c'].map(item), chosen as never)).toEqual([
      [
        { item: 'a', answer: 'problem', note: '堵塞', pictures },
        { item: 'b', answer: 'fine', note: undefined },
      ],
    ])
  })

  it('go in several sheets where there are more pictures than the server takes at once', () => {
    const codes = Array.from({ length: MOST_AT_ONCE / 4 + 1 }, (_, place) => `item-${place}`)
    const pictures = [1, 2, 3, 4].map((number) => ({ picture: String(number) }))
    const chosen = Object.fromEntries(codes.map((code) => [code, { answer: 'problem' as const, pictures }]))
    const sheets = sheetsOf(codes.map(item), chosen)
    expect(sheets.map((sheet) => sheet.length)).toEqual([MOST_AT_ONCE / 4, 1])
  })
})
