import type { Fact } from '../../kit/facts'

/** What stands against a command that came too late: the record as it is now beside what was to be done. */
export interface Answered {
  item: string
  answer: string
}
export interface Difference {
  item: string
  mine: string
  theirs: string
}

/** Items that the command answers and somebody else has answered otherwise meanwhile. */
export function differences(body: unknown, record: unknown): Difference[] {
  const mine = (body as { answers?: Answered[] } | null)?.answers ?? []
  const now = (record as { visit?: { answers?: Answered[] } } | null)?.visit?.answers ?? []
  const theirs = new Map(now.map(({ item, answer }) => [item, answer]))
  return mine
    .filter(({ item, answer }) => theirs.has(item) && theirs.get(item) !== answer)
    .map(({ item, answer }) => ({ item, mine: answer, theirs: theirs.get(item)! }))
}

/** Something that somebody recorded, with the values that this person may read. */
export interface Happened {
  sequence: number
  type: string
  time: string
  actor: string
  data?: Record<string, unknown>
  personal?: Record<string, unknown>
}

/** What every command has, whatever it is about. */
const OF_EACH = new Set(['done_at'])

export function told(event: Happened): Record<string, unknown> {
  return { ...event.data, ...event.personal }
}

/** What somebody else recorded of the same kind: the newest that knows most of the command's fields, half at least. */
export function counterpart(body: unknown, events: Happened[]): Happened | undefined {
  const names = Object.keys((body as object | null) ?? {}).filter((name) => !OF_EACH.has(name))
  let best: Happened | undefined
  let most = Math.max(1, names.length / 2)
  for (const event of events) {
    const known = told(event)
    const shared = names.filter((name) => known[name] !== undefined).length
    if (shared >= most) {
      best = event
      most = shared + 1
    }
  }
  return best
}

export interface Beside {
  name: string
  title: string
  mine: string
  theirs: string
  differs: boolean
}

/** The fields that both know, as they stand there and as they were to be recorded. */
export function sideBySide(mine: Fact[], theirs: Fact[]): Beside[] {
  const there = new Map(theirs.map((fact) => [fact.name, saidOf(fact)]))
  return mine
    .filter(({ name }) => there.has(name))
    .map((fact) => {
      const [here, other] = [saidOf(fact), there.get(fact.name)!]
      return { name: fact.name, title: fact.title, mine: here, theirs: other, differs: here !== other }
    })
}

function saidOf(fact: Fact): string {
  if (!fact.parts) return fact.text
  return fact.parts.map((part) => part.map((one) => `${one.title} ${one.text}`).join('，')).join('；')
}
