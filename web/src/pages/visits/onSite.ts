/** A visit as it stands on this device: what the server knows, and what was given here and waits (待上报). */
import type { components } from '../../api/inspections'
import { plainStep, type Step } from '../../kit/steps'
import type { Entry } from '../../offline/store'

export type VisitView = components['schemas']['VisitPage']
export type ItemView = components['schemas']['ItemView']
export type ItemList = components['schemas']['ItemListView']
export type Answer = 'fine' | 'problem' | 'not-applicable'

export interface Told {
  answer: Answer
  waits: boolean
}
export type Ending = 'rectified' | 'ordered' | 'referred'
export interface OnSite {
  opened: boolean
  ended: boolean
  /** Answers by item. */
  answers: Map<string, Told>
  /** What came of an item that was found wrong. */
  endings: Map<string, { ending: Ending; waits: boolean }>
}

const ACTS: Record<string, Ending> = {
  rectifications: 'rectified',
  'correction-terms': 'ordered',
  referrals: 'referred',
}

export function onSite(view: VisitView, entries: Entry[]): OnSite {
  const { visit } = view
  const answers = new Map<string, Told>(visit.answers?.map((one) => [one.item, { answer: one.answer, waits: false }]))
  const endings: OnSite['endings'] = new Map()
  visit.rectified?.forEach((one) => endings.set(one.item, { ending: 'rectified', waits: false }))
  visit.terms?.forEach((one) => endings.set(one.item, { ending: 'ordered', waits: false }))
  visit.referred?.forEach((one) => endings.set(one.item, { ending: 'referred', waits: false }))
  const state: OnSite = { opened: !!visit.opened, ended: !!visit.concluded || !!visit.unmet, answers, endings }
  for (const entry of entries.filter((one) => one.state === 'waiting')) add(state, entry)
  return state
}

function add(state: OnSite, entry: Entry): void {
  const act = entry.path.split('/').pop() ?? ''
  const body = entry.body as { item?: string; answers?: { item: string; answer: Answer }[] }
  if (act === 'opening') state.opened = true
  if (act === 'conclusion' || act === 'unmet') state.ended = true
  body.answers?.forEach(({ item, answer }) => state.answers.set(item, { answer, waits: true }))
  const ending = ACTS[act]
  if (ending && body.item) state.endings.set(body.item, { ending, waits: true })
}

/** The items that this visit looks at: those of its lists, each once. */
export function itemsOf(view: VisitView, lists: ItemList[]): ItemView[] {
  const wanted = new Set(view.visit.assigned.item_lists)
  const all = lists.filter((list) => wanted.has(list.code)).flatMap((list) => list.items)
  return [...new Map(all.map((item) => [item.code, item])).values()]
}

/** What can be given on the spot, with or without network: the server judges it when it arrives. */
export const SITE_ACTS = {
  'open-visit': { label: '开始检查', below: 'opening', schema: 'OpenVisit' },
  'answer-items': { label: '登记检查结果', below: 'answer-sheets', schema: 'AnswerItems' },
  'rectify-on-site': { label: '当场改正', below: 'rectifications', schema: 'RectifyOnSite' },
  'set-correction-term': { label: '责令限期改正', below: 'correction-terms', schema: 'SetCorrectionTerm' },
  'refer-violation': { label: '移送立案', below: 'referrals', schema: 'ReferViolation' },
  'conclude-visit': { label: '结束检查', below: 'conclusion', schema: 'ConcludeVisit' },
  'mark-unmet': { label: '未能检查', below: 'unmet', schema: 'MarkUnmet' },
} as const
export type SiteAct = keyof typeof SITE_ACTS

/** The step of an act: the server's, where it offers it, with its options; else the same from what is known here. */
export function siteStep(view: VisitView & { next_steps?: Step[] }, act: SiteAct, item?: string): Step {
  const { label, below, schema } = SITE_ACTS[act]
  const told = view.next_steps?.find(
    (step) => step.schema === schema && (!item || step.prefill.item === undefined || step.prefill.item === item),
  )
  const local: Step = { ...plainStep(act, label, `/visits/${view.id}/${below}`, schema), by: 'officers' }
  const step = told ? { ...local, options: told.options ?? {}, prefill: told.prefill ?? {} } : local
  return item ? { ...step, prefill: { ...step.prefill, item } } : step
}
