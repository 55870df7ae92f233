/** How a list of records is shown: columns, filters. */
import type { Service } from '../http'

export interface Item {
  id?: string
  labels?: Record<string, string>
  [field: string]: unknown
}
/** A column of a list of `T`, as its service describes that: a field that it does not have is an error here. */
export interface Column<T = Item> {
  title: string
  /** What the cell says; empty for nothing. */
  text(item: T, word: (code: unknown) => string): string
  /** A day until which something is due: shown with the days that are left. */
  until?(item: T): string | null | undefined
  chip?(item: T): '' | 'late' | 'soon' | 'good' | undefined
  /** The name of the field that the list can be sorted by. */
  sort?: string
}
export interface Filter {
  name: string
  title: string
  choices?: { value: string; label: string }[]
  /** The name of an enum of the service, whose values may be chosen. */
  values?: string
  /** The townships of the county. */
  townships?: boolean
  /** What is asked for in the place of the typed words: records by any of these values of another field. */
  means?: { name: string; of: (typed: string) => string[] }
}
/** A filter that is a button with the number of what it finds. */
export interface Count {
  title: string
  query: Record<string, string>
  /** How much of it calls for attention. */
  tone?: 'late' | 'soon'
}
export const OPEN: Count = { title: '在办', query: { open: 'true' } }
export const LATE: Count = { title: '逾期', query: { late: 'true' }, tone: 'late' }
export const ALL: Count = { title: '全部', query: {} }
export function search(title: string): Filter {
  return { name: 'word', title }
}
export function stage(values: string, title = '阶段'): Filter {
  return { name: 'stage', title, values }
}
export const TOWNSHIP: Filter = { name: 'township', title: '乡镇', townships: true }
export function openOrNot(open: string, closed: string): Filter {
  return {
    name: 'open',
    title: '办理情况',
    choices: [
      { value: 'true', label: open },
      { value: 'false', label: closed },
    ],
  }
}
export interface ListOf<T = Item> {
  service: Service
  path: string
  columns: Column<T>[]
  filters?: Filter[]
  /** Filters as buttons with totals; they are about `open` and `late`, and the first is chosen at the beginning. */
  counts?: Count[]
  /** The field that it is sorted by at the beginning; '-' in front for the newest first. */
  sort?: string
  to?(item: T): string
  nothing?: string
}

export function wording(item: Item): (code: unknown) => string {
  return (code) => (code === null || code === undefined ? '' : (item.labels?.[String(code)] ?? String(code)))
}

/** Whether what is chosen is what a button stands for: the other filters may narrow it. */
export function isChosen(count: Count, counts: Count[], chosen: Record<string, string>): boolean {
  const named = new Set(counts.flatMap((one) => Object.keys(one.query)))
  return [...named].every((name) => (chosen[name] ?? '') === (count.query[name] ?? ''))
}

/** What is chosen once a button is pressed: what the buttons are about is as it says, the rest stays. */
export function choose(count: Count, counts: Count[], chosen: Record<string, string>): Record<string, string> {
  const named = counts.flatMap((one) => Object.keys(one.query))
  return { ...chosen, ...Object.fromEntries(named.map((name) => [name, ''])), ...count.query }
}

/** The address at which the total of a button is told: one item is enough. */
export function totalOf(path: string, count: Count, counts: Count[], chosen: Record<string, string>): string {
  return `${path}${queryOf({ ...choose(count, counts, chosen), limit: '1' }, '')}`
}

/** How many filters narrow the list. */
export function active(filters: Filter[], chosen: Record<string, string>): number {
  return filters.filter(({ name }) => chosen[name]).length
}

/** A value that no record has. */
const NOTHING = '-'

export function queryOf(
  chosen: Record<string, string>,
  sort: string,
  cursor?: string | null,
  filters: Filter[] = [],
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(chosen).filter(([, given]) => given !== '')) {
    const means = filters.find((filter) => filter.name === name)?.means
    if (!means) query.append(name, value)
    else for (const one of withOne(means.of(value))) query.append(means.name, one)
  }
  if (sort) query.set('sort', sort)
  if (cursor) query.set('cursor', cursor)
  const text = query.toString()
  return text ? `?${text}` : ''
}

function withOne(values: string[]): string[] {
  return values.length ? values : [NOTHING]
}
