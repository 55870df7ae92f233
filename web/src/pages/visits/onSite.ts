/** A visit as it stands on this device: what the server knows, and what was given here and waits (待上报). */
import type { components } from '../../api/inspections'
import type { Shot } from '../../kit/form/picture'
import { plainStep, type Step } from '../../kit/steps'
import type { Entry } from '../../offline/store'

export type VisitView = components['schemas']['VisitPage']
export type ItemView = components['schemas']['ItemView']
export type ItemList = components['schemas']['ItemListView']
export type Answer = 'fine' | 'problem' | 'not-applicable'

/** A picture that an answer carries, with how it was taken. */
export interface Shown {
  picture: string
  picture_shot?: (Omit<Shot, 'position'> & { position?: Shot['position'] | null }) | null
}
export interface Told {
  answer: Answer
  waits: boolean
  pictures: Shown[]
}
/** What is chosen for an item, before it is recorded. */
export interface Chosen {
  answer?: Answer
  note?: string
  pictures?: Shown[]
}
/** What a service takes (visits/domain/finding.py): pictures of one answer, and of all that are given at once. */
export const MOST_OF_ONE = 4
export const MOST_AT_ONCE = 40
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
  const answers = new Map<string, Told>(
    visit.answers?.map((one) => [one.item, { answer: one.answer, waits: false, pictures: one.pictures ?? [] }]),
  )
  const endings: OnSite['endings'] = new Map()
  visit.rectified?.forEach((one) => endings.set(one.item, { ending: 'rectified', waits: false }))
  visit.terms?.forEach((one) => endings.set(one.item, { ending: 'ordered', waits: false }))
  visit.referred?.forEach((one) => endings.set(one.item, { ending: 'referred', waits: false }))
  const state: OnSite = { opened: !!visit.opened, ended: ends(view), answers, endings }
  for (const entry of entries.filter((one) => one.state === 'waiting')) add(state, entry)
  return state
}

function ends({ visit }: VisitView): boolean {
  return !!visit.concluded || !!visit.unmet || !!visit.withdrawn
}

/** What became of the task that meant the visit, where the supervisor took it back; otherwise nothing. */
export function withdrawn({ visit }: VisitView): string {
  const gone = visit.withdrawn
  if (gone) return `交办任务已于 ${gone.withdrawn_on} 撤回，不必再去：${gone.reason}`
  const under = visit.task_withdrawn
  return under ? `交办任务已于 ${under.withdrawn_on} 撤回；检查已经开始，请继续完成：${under.reason}` : ''
}

function add(state: OnSite, entry: Entry): void {
  const act = entry.path.split('/').pop() ?? ''
  const body = entry.body as { item?: string; answers?: Given[] }
  if (act === 'opening') state.opened = true
  if (act === 'conclusion' || act === 'unmet') state.ended = true
  body.answers?.forEach(({ item, answer, pictures }) =>
    state.answers.set(item, { answer, waits: true, pictures: pictures ?? [] }),
  )
  const ending = ACTS[act]
  if (ending && body.item) state.endings.set(body.item, { ending, waits: true })
}

export interface Given {
  item: string
  answer: Answer
  note?: string
  pictures?: Shown[]
}

/** The answers that are chosen, in sheets that the service takes: each has no more pictures than it claims at once. */
export function sheetsOf(items: ItemView[], chosen: Record<string, Chosen>): Given[][] {
  const sheets: Given[][] = []
  let left = 0
  for (const { code } of items) {
    const { answer, note, pictures = [] } = chosen[code] ?? {}
    if (!answer) continue
    const shown = answer === 'problem' ? pictures : []
    if (!sheets.length || shown.length > left) {
      sheets.push([])
      left = MOST_AT_ONCE
    }
    left -= shown.length
    const given = { item: code, answer, note: note?.trim() || undefined }
    sheets.at(-1)!.push(shown.length ? { ...given, pictures: shown } : given)
  }
  return sheets
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

/** The step of an act: the server's, where it offers it, with its options; else the same from what is known here.
 * What the answer shows is how it was before it is put right. */
export function siteStep(view: VisitView & { next_steps?: Step[] }, act: SiteAct, item?: string, seen?: Shown): Step {
  const { label, below, schema } = SITE_ACTS[act]
  const told = view.next_steps?.find(
    (step) => step.schema === schema && (!item || step.prefill.item === undefined || step.prefill.item === item),
  )
  const local: Step = { ...plainStep(act, label, `/visits/${view.id}/${below}`, schema), by: 'officers' }
  const step = told ? { ...local, options: told.options ?? {}, prefill: told.prefill ?? {} } : local
  const before = act === 'rectify-on-site' && seen ? { before: seen.picture, before_shot: seen.picture_shot } : {}
  return item ? { ...step, prefill: { ...step.prefill, item, ...before } } : step
}
