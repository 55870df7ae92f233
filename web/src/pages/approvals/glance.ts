/** What decides at a glance: of a case the act, where, who, the evidence; of a visit the firm, the two, what is looked at. */
import { yuan } from '../../kit/words'
import type { Page } from './box'

export interface Fact {
  title: string
  text: string
  tone?: 'late' | 'soon' | 'good'
}
interface Words {
  day: (day: string) => string
  officerName: (certificate: string) => string
}

export function factsOf(kind: string, page: Page, words: Words): Fact[] {
  const given = kind === 'case' ? ofCase(page, words) : kind === 'visit' ? ofVisit(page, words) : []
  return given.filter((fact) => fact.text)
}

function label(page: Page, code: unknown): string {
  return typeof code === 'string' ? (page.labels?.[code] ?? code) : ''
}

function names(page: Page, words: Words): string {
  return ((page.officers as string[] | undefined) ?? []).map(words.officerName).join('、')
}

function ofCase(page: Page, words: Words): Fact[] {
  const unconfirmed = (page.unconfirmed as string[] | undefined)?.length ?? 0
  const amounts = page.case as { notice?: { fine?: number }; evidence?: unknown[] } | undefined
  const evidence = amounts?.evidence?.length ?? 0
  return [
    { title: '案由', text: String(page.power_name ?? '') },
    { title: '地点', text: String(page.place ?? '') },
    { title: '行为日', text: page.act_on ? words.day(String(page.act_on)) : '' },
    { title: '当事人', text: label(page, page.firm) },
    { title: '承办', text: names(page, words) },
    { title: '证据', text: evidence ? `${evidence} 项` : '尚无', tone: evidence ? undefined : 'soon' },
    { title: '拟罚', text: amounts?.notice?.fine ? yuan(amounts.notice.fine) : '' },
    { title: '未确认', text: unconfirmed ? `${unconfirmed} 项` : '', tone: 'soon' },
    { title: '逾期', text: page.late ? '有' : '', tone: 'late' },
  ]
}

function ofVisit(page: Page, words: Words): Fact[] {
  const lists = ((page.item_lists as string[] | undefined) ?? []).map((code) => label(page, code))
  return [
    { title: '企业', text: label(page, page.firm) },
    { title: '检查人员', text: names(page, words) },
    { title: '事项清单', text: lists.join('、') },
    { title: '由来', text: page.draw ? '双随机抽取' : page.task ? '交办任务' : '' },
    { title: '延期', text: page.postponed ? '已延期' : '', tone: 'soon' },
    { title: '逾期', text: page.late ? '有' : '', tone: 'late' },
  ]
}
