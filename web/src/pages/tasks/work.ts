/** 今日任务: what waits for this person in every service. */
import type { components } from '../../api/cases'
import { isPassing, NoAnswer, Refused, type Problem, type Service } from '../../http'
import { fresh } from '../../offline/answers'
import { pageOf } from '../../kit/records'
import { daysTo } from '../../kit/words'

export type WorkItem = components['schemas']['WorkItem']
type Work = Pick<components['schemas']['Work'], 'items' | 'total' | 'more'>
export interface Task extends WorkItem {
  service: Service
}
export interface Tasks {
  tasks: Task[]
  at: number
  old: boolean
  /** Services that could not be asked. */
  silent: Service[]
  /** How many wait in each service beyond those that it told. */
  hidden: Partial<Record<Service, number>>
  /** Why nothing is known: no service answered, and nothing is kept. */
  failed?: Problem | 'no-network'
}

const SERVICES: Service[] = ['cases', 'inspections', 'supervision', 'identity']

let tell: () => void
/** Once the first list is there. */
export const tasksRead = new Promise<void>((resolve) => (tell = resolve))

/** All tasks, the most urgent first; a service that does not answer is named, the others are shown. */
export async function tasks(): Promise<Tasks> {
  const silent: Service[] = []
  const why: Unanswered[] = []
  const found = await Promise.all(SERVICES.map((service) => of(service, silent, why)))
  const given = found.filter((one) => one !== undefined)
  const all = given.flatMap((one) => one.tasks)
  all.sort((one, other) => urgency(one) - urgency(other))
  tell()
  return {
    tasks: all,
    at: Math.min(...given.map((one) => one.at), Date.now()),
    old: given.some((one) => one.old),
    silent,
    hidden: Object.fromEntries(given.filter((one) => one.hidden > 0).map((one) => [one.service, one.hidden])),
    failed: given.length ? undefined : why[0],
  }
}

/** What a list says that does not show everything; nothing where it does. */
export function cutWord(shown: number, waiting: number): string {
  return waiting > shown ? `共有 ${waiting} 项，这里列出最急的 ${shown} 项；办理后，其余的会自动列出` : ''
}

type Unanswered = NonNullable<Tasks['failed']>

async function of(
  service: Service,
  silent: Service[],
  why: Unanswered[],
): Promise<{ service: Service; tasks: Task[]; hidden: number; at: number; old: boolean } | undefined> {
  try {
    const { data, at, old } = await fresh<Work>(service, '/work')
    const hidden = data.more ? Math.max(data.total - data.items.length, 1) : 0
    return { service, tasks: data.items.map((item) => ({ ...item, service })), hidden, at, old }
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof Refused)) throw error
    // Who has no right to a service has no work in it.
    const passes = error instanceof NoAnswer || isPassing(error.problem) || error.problem.status >= 500
    if (passes || error.problem.status === 401) {
      silent.push(service)
      why.push(error instanceof Refused ? error.problem : 'no-network')
    }
    return undefined
  }
}

function urgency(task: Task): number {
  return task.until ? daysTo(task.until) : Number.MAX_SAFE_INTEGER
}

export type Group = '逾期' | '今天到期' | '三天内到期' | '以后'

export function groupOf(task: Task): Group {
  if (!task.until) return '以后'
  const days = daysTo(task.until)
  if (days < 0) return '逾期'
  if (days === 0) return '今天到期'
  return days <= 3 ? '三天内到期' : '以后'
}

export function addressOf(task: Task): string {
  return pageOf(task.kind, task.id) ?? '/'
}
