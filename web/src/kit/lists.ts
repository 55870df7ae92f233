/** How a list of records is shown: columns, filters. */
import type { Service } from '../http'
import type { Step } from './steps'

export interface Item {
  id?: string
  labels?: Record<string, string>
  [field: string]: unknown
}
export interface Column {
  title: string
  /** What the cell says; empty for nothing. */
  text: (item: Item, word: (code: unknown) => string) => string
  /** A day until which something is due: shown with the days that are left. */
  until?: (item: Item) => string | null | undefined
  chip?: (item: Item) => '' | 'late' | 'soon' | 'good' | undefined
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
export interface ListOf {
  service: Service
  path: string
  columns: Column[]
  filters?: Filter[]
  to?: (item: Item) => string
  /** What may be done with an item of the list: the command, or nothing. */
  act?: (item: Item) => Step | undefined
  nothing?: string
}

export function wording(item: Item): (code: unknown) => string {
  return (code) => (code === null || code === undefined ? '' : (item.labels?.[String(code)] ?? String(code)))
}

export function queryOf(chosen: Record<string, string>, sort: string, cursor?: string | null): string {
  const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== ''))
  if (sort) query.set('sort', sort)
  if (cursor) query.set('cursor', cursor)
  const text = query.toString()
  return text ? `?${text}` : ''
}
