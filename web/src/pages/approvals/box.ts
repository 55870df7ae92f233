/** 审批箱: what waits for the head, and what is given of it in one request. */
import type { components } from '../../api/cases'
import { isPassing, NoAnswer, Refused, type Problem, type Service } from '../../http'
import { bodyOf, fieldsOf, type Field, type Schemas } from '../../kit/form/fields'
import { readAt } from '../../kit/records'
import type { Step } from '../../kit/steps'
import type { Task } from '../tasks/work'

export type Outcomes = components['schemas']['Outcomes']
type Item = components['schemas']['BatchItem']

/** The page of a record, as far as an approval looks at it. */
export interface Page {
  id: string
  version: number
  labels?: Record<string, string>
  next_steps?: Step[]
}
export interface Row {
  task: Task
  page?: Page
  /** The step that is waited for, where it may be given as it is. */
  approve?: Step
  /** Another step by which the head sends the matter back, with a reason alone. */
  refuse?: Step
  /** Why it can't be given from here. */
  why?: string
  outcome?: 'done' | Problem
}

export const SERVICES = new Set<Service>(['cases', 'inspections'])
const APPROVED = new Set(['case', 'visit'])
/** What a head does instead of approving: it goes back to its officers. */
const INSTEAD: Record<string, string> = { 'approve-filing': 'return-filing' }

export function idOf(row: Row): string {
  return `${row.task.id} ${row.task.what} ${row.task.act ?? ''}`
}

/** The address of the record that a head looks at from here. */
export function addressOf(task: Task): string | undefined {
  return APPROVED.has(task.kind) ? readAt(task.kind, task.id) : undefined
}

/** A row for each thing that waits; `pages` are the records by address, `schemas` those of their services. */
export function rowsOf(tasks: Task[], pages: Map<string, Page>, schemas: Map<Service, Schemas>): Row[] {
  return tasks.map((task) => {
    const page = pages.get(addressOf(task) ?? '')
    if (!page) return { task, why: '请打开办理' }
    const known = schemas.get(task.service) ?? {}
    const steps = page.next_steps ?? []
    const named = (name: string | undefined) => steps.filter((step) => step.name === name)
    const awaited = named(task.what).find((step) => !task.act || steps.length === 1 || concerns(step, task.act))
    const shut = awaited?.missing[0]?.detail ?? (awaited && !awaited.may_i ? '须由其他负责人办理' : undefined)
    const approve = awaited && !shut && !left(known, awaited).length ? awaited : undefined
    const instead = named(INSTEAD[task.what]).find(
      (step) => step.may_i && !step.missing.length && reasonOf(known, step) !== undefined,
    )
    return { task, page, approve, refuse: instead, why: approve ? undefined : (shut ?? '须填写内容，请打开办理') }
  })
}

function concerns(step: Step, act: string): boolean {
  return step.path.includes(act) || Object.values(step.prefill).includes(act)
}

/** The fields that must still be filled in. */
export function left(schemas: Schemas, step: Step): Field[] {
  const fields = step.schema ? fieldsOf(schemas, schemas[step.schema] ?? {}, step.options) : []
  return fields.filter((field) => field.required && step.prefill[field.name] === undefined)
}

/** The name of the one text that a step asks for; nothing if it asks for more. */
export function reasonOf(schemas: Schemas, step: Step): string | undefined {
  const [one, ...more] = left(schemas, step)
  return one && !more.length && (one.kind === 'long' || one.kind === 'text') ? one.name : undefined
}

export interface Chosen {
  row: Row
  step: Step
  body: Record<string, unknown>
}

/** What is given of the rows that were ticked: approved as it is, or refused with a reason. */
export function chosen(
  rows: Row[],
  how: 'approve' | 'refuse',
  reason: string,
  schemas: Map<Service, Schemas>,
): Chosen[] {
  return rows.flatMap((row): Chosen[] => {
    const step = row[how]
    if (!step) return []
    const known = schemas.get(row.task.service) ?? {}
    const field = how === 'refuse' ? reasonOf(known, step) : undefined
    const fields = step.schema ? fieldsOf(known, known[step.schema] ?? {}, step.options) : []
    return [{ row, step, body: bodyOf(fields, { ...step.prefill, ...(field ? { [field]: reason } : {}) }) }]
  })
}

/** Keys of what was sent and not answered: sent again, it is answered again and not done again. */
const keys = new Map<string, string>()

/** The items of one service; of one record each rests on the version that the one before it makes. */
export function itemsOf(given: Chosen[], key: () => string = () => crypto.randomUUID()): Item[] {
  const before = new Map<string, number>()
  return given.map(({ row, step, body }) => {
    const seen = before.get(row.task.id) ?? 0
    before.set(row.task.id, seen + 1)
    const version = (row.page?.version ?? row.task.version) + seen
    const about = `${step.path} ${version} ${JSON.stringify(body)}`
    const own = keys.get(about) ?? key()
    keys.set(about, own)
    return { path: step.path, version, key: own, body }
  })
}

/** Give all of them, a request for each service; every row is told what became of it. */
export async function send(
  given: Chosen[],
  post: (service: Service, items: Item[]) => Promise<Outcomes>,
): Promise<{ done: number; refused: number; unanswered: number }> {
  const count = { done: 0, refused: 0, unanswered: 0 }
  for (const service of new Set(given.map(({ row }) => row.task.service))) {
    const own = given.filter(({ row }) => row.task.service === service)
    const items = itemsOf(own)
    try {
      const outcomes = (await post(service, items)).items
      outcomes.forEach((outcome, place) => {
        own[place]!.row.outcome = outcome.problem ? (outcome.problem as Problem) : 'done'
        count[outcome.problem ? 'refused' : 'done'] += 1
      })
      const passes = (place: number) => isPassing((outcomes[place]?.problem as Problem | undefined) ?? { status: 200 })
      forget(items.filter((_, place) => !passes(place)))
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
      count.unanswered += own.length
      if (error instanceof Refused && !isPassing(error.problem)) forget(items)
      if (error instanceof Refused) own.forEach(({ row }) => (row.outcome = error.problem))
    }
  }
  return count
}

function forget(items: Item[]): void {
  const answered = new Set(items.map((item) => item.key))
  for (const [about, key] of keys) if (answered.has(key)) keys.delete(about)
}
