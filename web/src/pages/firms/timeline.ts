/** 企业档案 as a timeline: visits, orders, violations, cases and what counted for the score, newest first. */
import type { components as Cases } from '../../api/cases'
import type { components as Credit } from '../../api/credit'
import type { components as Inspections } from '../../api/inspections'
import { dayWord } from '../../kit/words'

/** As a list tells it, or as its page does: with what came of it. */
export type Visit = Inspections['schemas']['VisitItem'] & { visit?: Inspections['schemas']['VisitPage']['visit'] }
type CaseItem = Pick<Cases['schemas']['CaseItem'], 'id' | 'power_name' | 'filed_on' | 'stage' | 'open' | 'labels'>
type Entry = Pick<Credit['schemas']['EntryView'], 'happened_on' | 'explanation' | 'points' | 'counts'>

export interface Moment {
  on: string
  kind: '检查' | '责令改正' | '当场改正' | '移送' | '案件' | '信用'
  text: string
  tone: '' | 'late' | 'soon' | 'good'
  to?: string
}

/** `powers` are the names of powers by code: inspections knows the codes alone. */
export function timeline(
  visits: Visit[],
  cases: CaseItem[],
  entries: Entry[],
  powers: Record<string, string> = {},
): Moment[] {
  const all = [...visits.flatMap((one) => ofVisit(one, powers)), ...cases.map(ofCase), ...entries.map(ofEntry)]
  return all.sort((one, other) => other.on.localeCompare(one.on))
}

function ofVisit(item: Visit, powers: Record<string, string>): Moment[] {
  const to = `/visits/${item.id}`
  const word = (code: string): string => item.labels?.[code] ?? code
  const { opened, unmet, concluded, terms = [], rectified = [], referred = [] } = item.visit ?? {}
  const on = opened?.opened_on ?? unmet?.unmet_on ?? item.inspect_until
  const told = concluded ? word(concluded.result) : unmet ? `未能检查，${word(unmet.reason)}` : word(item.stage)
  return [
    { on, kind: '检查', text: told, tone: concluded?.problems ? 'soon' : concluded ? 'good' : '', to },
    ...terms.map((one): Moment => {
      const text = `${one.demand}，${dayWord(one.until)}前改正`
      return { on: one.ordered_on, kind: '责令改正', text, tone: 'soon', to }
    }),
    ...rectified.map((one): Moment => {
      return { on: one.rectified_on, kind: '当场改正', text: word(one.item), tone: 'good', to }
    }),
    ...referred.map((one): Moment => {
      const text = powers[one.power] ?? word(one.power)
      return { on: one.found_on, kind: '移送', text, tone: 'late', to }
    }),
  ]
}

function ofCase(item: CaseItem): Moment {
  const stage = item.labels?.[item.stage] ?? item.stage
  return {
    on: item.filed_on,
    kind: '案件',
    text: `${item.power_name}（${stage}）`,
    tone: item.open ? 'late' : '',
    to: `/cases/${item.id}`,
  }
}

function ofEntry(entry: Entry): Moment {
  const points = `${entry.points > 0 ? '+' : ''}${entry.points} 分`
  const tone = !entry.counts ? '' : entry.points < 0 ? 'late' : 'good'
  return { on: entry.happened_on, kind: '信用', text: `${entry.explanation} ${points}`, tone }
}
