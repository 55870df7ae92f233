import { expect, it } from 'vitest'
import type { components } from '../../api/cases'
import { factsOf } from './glance'

type CaseView = components['schemas']['CaseView']
type Notice = NonNullable<CaseView['case']['notice']>

const WORDS = { day: (day: string) => day, officerName: (certificate: string) => certificate }
const NOTICE: Partial<Notice> = { proposed_fine: 500000, proposed_sanctions: [] }

function proposed(notice?: Partial<Notice>): string | undefined {
  const view: Partial<CaseView> = {
    id: 'case-1',
    version: 3,
    power_name: '露天焚烧',
    place: '东街',
    act_on: '2026-08-20',
    firm: null,
    late: false,
    officers: ['HB-1001'],
    unconfirmed: [],
    labels: { warning: '警告' },
    case: { evidence: [], notice } as unknown as CaseView['case'],
  }
  const facts = factsOf('case', view as Parameters<typeof factsOf>[1], WORDS)
  return facts.find((fact) => fact.title === '拟处罚')?.text
}

it('a head sees what is proposed before it is decided', () => {
  expect(proposed(NOTICE)).toBe('罚款 5,000 元')
  expect(proposed({ ...NOTICE, proposed_sanctions: ['warning'] })).toBe('罚款 5,000 元、警告')
  expect(proposed({ proposed_fine: 0, proposed_sanctions: ['warning'] })).toBe('警告')
  expect(proposed()).toBe(undefined)
})
