import { describe, expect, it } from 'vitest'
import { timeline } from './timeline'

const VISIT = {
  id: 'visit-1',
  stage: 'concluded',
  inspect_until: '2026-09-30',
  labels: { 'put-right': '已当场改正', 'safety-01': '安全出口' },
  visit: {
    opened: { opened_on: '2026-09-03' },
    concluded: { result: 'put-right', problems: 1 },
    rectified: [{ item: 'safety-01', rectified_on: '2026-09-03' }],
    terms: [{ demand: '清理通道', ordered_on: '2026-09-03', until: '2026-09-10' }],
    referred: [],
  },
} as never
const CASE = {
  id: 'case-1',
  power_name: '占用通道',
  filed_on: '2026-10-02',
  stage: 'filed',
  open: true,
  labels: {},
} as never
const ENTRY = { happened_on: '2026-09-20', explanation: '检查发现问题', points: -2, counts: true } as never

describe('what happened to a firm', () => {
  it('is told newest first, visits with what came of them', () => {
    const told = timeline([VISIT], [CASE], [ENTRY])
    expect(told.map((one) => `${one.on} ${one.kind}`)).toEqual([
      '2026-10-02 案件',
      '2026-09-20 信用',
      '2026-09-03 检查',
      '2026-09-03 责令改正',
      '2026-09-03 当场改正',
    ])
    expect(told[2]).toMatchObject({ text: '已当场改正', tone: 'soon', to: '/visits/visit-1' })
    expect(told[1]?.text).toBe('检查发现问题 -2 分')
  })

  it('names the power that a violation was referred under', () => {
    const referred = [{ item: 'safety-01', power: 'SF-01', found_on: '2026-09-03' }]
    const visit = { id: 'visit-3', stage: 'opened', inspect_until: '2026-09-30', labels: {}, visit: { referred } }
    const told = timeline([visit as never], [], [], { 'SF-01': '未按规定培训从业人员' })
    expect(told.find((one) => one.kind === '移送')?.text).toBe('未按规定培训从业人员')
  })

  it('shows a visit of a list that tells less by its last day', () => {
    const bare = { id: 'visit-2', stage: 'assigned', inspect_until: '2026-09-30', labels: { assigned: '待检查' } }
    expect(timeline([bare as never], [], [])).toMatchObject([{ on: '2026-09-30', text: '待检查' }])
  })
})
