/** Titles and values of a record, by its schema. */
import { resolved, type Schema, type Schemas } from './form/fields'
import type { Shot } from './form/picture'
import { officerName } from './officers'
import { shotWord } from './shot'
import { dayWord, momentWord, yuan } from './words'

export interface Fact {
  name: string
  title: string
  text: string
  file?: string
  /** Of a picture: when and where it was taken. */
  shot?: string
  parts?: Fact[][]
}
type Labels = Record<string, string>

const SHA256 = /^[0-9a-f]{64}$/
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const CERTIFICATE = '^[A-Z0-9][A-Z0-9-]{1,31}$'
/** Fields that name a file; another hash says nothing to people. */
const FILES = new Set(['blob', 'before', 'after', 'picture', 'photo', 'minutes', 'signed_paper', 'file', 'paper'])
const SHOT = '_shot'
const FOR_PROGRAMS = /^([0-9a-f]{64}|[a-z-]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*)$/
/** What helps programs alone. */
const HIDDEN = new Set(['version', 'labels', 'rests_on', 'sequence', 'in_yuan', 'next_steps', 'digest', 'id'])

export function factsOf(schemas: Schemas, schema: Schema, data: Record<string, unknown>, labels: Labels): Fact[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => !name.endsWith(SHOT))
    .filter(([name]) => !HIDDEN.has(name) && !isEmpty(data[name]) && !isForPrograms(name, data[name], labels))
    .map(([name, given]) => {
      const found = fact(schemas, name, given, data[name], labels)
      const told = schema.properties?.[name + SHOT] !== undefined
      return told ? { ...found, shot: shotWord(data[name + SHOT] as Shot | null | undefined) } : found
    })
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length)
}

function isForPrograms(name: string, value: unknown, labels: Labels): boolean {
  if (Array.isArray(value)) return value.every((one) => isForPrograms(name, one, labels))
  return typeof value === 'string' && FOR_PROGRAMS.test(value) && !labels[value] && !FILES.has(name)
}

function fact(schemas: Schemas, name: string, given: Schema, value: unknown, labels: Labels): Fact {
  const schema = resolved(schemas, given)
  const title = given.title ?? schema.title ?? name
  if (Array.isArray(value)) return listed(schemas, name, title, schema, value, labels)
  if (typeof value === 'object')
    return { name, title, text: '', parts: [factsOf(schemas, schema, value as Record<string, unknown>, labels)] }
  if (typeof value === 'string' && SHA256.test(value))
    return { name, title, text: `${value.slice(0, 12)}…`, file: value }
  return { name, title, text: wordOf(schema, value, labels) }
}

function listed(schemas: Schemas, name: string, title: string, schema: Schema, value: unknown[], labels: Labels): Fact {
  const item = resolved(schemas, schema.items ?? {})
  if (!item.properties) return { name, title, text: value.map((one) => wordOf(item, one, labels)).join('、') }
  const parts = value.map((one) => factsOf(schemas, item, one as Record<string, unknown>, labels).flatMap(leaves))
  return { name, title, text: '', parts }
}

/** What lies deeper in a part stands beside its other facts. */
function leaves(one: Fact): Fact[] {
  return one.parts ? one.parts.flat().flatMap(leaves) : [one]
}

/** One value in words: a label, a day, an amount, a person, yes or no. */
export function wordOf(schema: Schema, value: unknown, labels: Labels): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return schema.description?.startsWith('单位：分') ? yuan(value) : String(value)
  const text = String(value)
  const word = labels[text] ?? schema['x-labels']?.[text]
  if (word) return word
  if (schema.format === 'date' || DAY.test(text)) return dayWord(text)
  if (schema.format === 'date-time' || MOMENT.test(text)) return momentWord(text)
  return schema.pattern === CERTIFICATE ? officerName(text) : text
}
