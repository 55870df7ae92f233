/** What decides at a glance: of a case the act, where, who, the evidence; of a visit the firm, the two, what is looked at. */
import type { components as Cases } from '../../api/cases'
import type { components as Inspections } from '../../api/inspections'
import { yuan } from '../../kit/words'
import type { Page } from './box'

type CaseView = Cases['schemas']['CaseView']
type VisitView = Inspections['schemas']['VisitPage']
export interface Fact {
  title: string
  text: string
  tone?: 'late' | 'soon' | 'good'
}
interface Words {
  day: (day: string) => string
  officerName: (certificate: string) => string
}

/** `page` is that of a record of the kind. */
export function factsOf(kind: string, page: Page, words: Words): Fact[] {
  const given =
    kind === 'case'
      ? ofCase(page as Page & CaseView, words)
      : kind === 'visit'
        ? ofVisit(page as Page & VisitView, words)
        : []
  return given.filter((fact) => fact.text)
}

function label(page: Page, code: string | null | undefined): string {
  return code ? (page.labels?.[code] ?? code) : ''
}

function names(officers: string[], words: Words): string {
  return officers.map(words.officerName).join('、')
}

function ofCase(page: Page & CaseView, words: Words): Fact[] {
  const { notice, evidence = [] } = page.case
  const kinds = (notice?.proposed_sanctions ?? []).map((kind) => label(page, kind))
  const fine = notice && (notice.proposed_fine || !kinds.length) ? [`罚款 ${yuan(notice.proposed_fine)}`] : []
  return [
    { title: '案由', text: page.power_name },
    { title: '地点', text: page.place },
    { title: '行为日', text: words.day(page.act_on) },
    { title: '当事人', text: label(page, page.firm) },
    { title: '承办', text: names(page.officers, words) },
    {
      title: '证据',
      text: evidence.length ? `${evidence.length} 项` : '尚无',
      tone: evidence.length ? undefined : 'soon',
    },
    { title: '拟处罚', text: [...fine, ...kinds].join('、') },
    { title: '未确认', text: page.unconfirmed.length ? `${page.unconfirmed.length} 项` : '', tone: 'soon' },
    { title: '逾期', text: page.late ? '有' : '', tone: 'late' },
  ]
}

function ofVisit(page: Page & VisitView, words: Words): Fact[] {
  return [
    { title: '企业', text: label(page, page.firm) },
    { title: '检查人员', text: names(page.officers, words) },
    { title: '事项清单', text: page.item_lists.map((code) => label(page, code)).join('、') },
    { title: '由来', text: page.draw ? '双随机抽取' : page.task ? '交办任务' : '' },
    { title: '延期', text: page.postponed ? '已延期' : '', tone: 'soon' },
    { title: '逾期', text: page.late ? '有' : '', tone: 'late' },
  ]
}
