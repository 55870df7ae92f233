/** Titles and values of a record, by its schema. */
import { resolved, type Schema, type Schemas } from './form/fields'
import type { Shot } from './form/picture'
import { officerName } from './officers'
import { shotWord } from './shot'
import { figure, unitOf } from './units'
import { dayWord, momentWord } from './words'

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
/** In the title of a field that tells the number of a certificate: others name the person by it. */
const NUMBER = '证号'
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
      const found = fact({ schemas, labels }, name, given, data[name], data)
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

/** What a value is read with: the schemas of its service, the words of its codes. */
interface Reading {
  schemas: Schemas
  labels: Labels
}

function fact(reading: Reading, name: string, given: Schema, value: unknown, beside: Record<string, unknown>): Fact {
  const schema = resolved(reading.schemas, given)
  const title = given.title ?? schema.title ?? name
  if (Array.isArray(value)) return listed(reading, name, title, schema, value)
  if (typeof value === 'object') return { name, title, text: '', parts: [partOf(reading, schema, value)] }
  if (typeof value === 'string' && SHA256.test(value))
    return { name, title, text: `${value.slice(0, 12)}…`, file: value }
  const amount = typeof value === 'number' && figure(value, unitOf(schema, beside))
  return { name, title, text: amount || wordOf(schema, value, reading.labels, title) }
}

/** The facts of an object in a record; the titles of a mapping are its keys, in words where there are some. */
function partOf({ schemas, labels }: Reading, schema: Schema, value: unknown): Fact[] {
  const data = value as Record<string, unknown>
  const each = schema.additionalProperties
  if (schema.properties || typeof each !== 'object') return factsOf(schemas, schema, data, labels)
  const properties = Object.keys(data).map((key) => [key, { ...each, title: labels[key] ?? key }] as const)
  return factsOf(schemas, { properties: Object.fromEntries(properties) }, data, labels)
}

function listed(reading: Reading, name: string, title: string, schema: Schema, value: unknown[]): Fact {
  const item = resolved(reading.schemas, schema.items ?? {})
  if (!item.properties)
    return { name, title, text: value.map((one) => wordOf(item, one, reading.labels, title)).join('、') }
  return { name, title, text: '', parts: value.map((one) => partOf(reading, item, one)) }
}

/** One value in words: a label, a day, an amount, a person, yes or no. `title` is the field's. */
export function wordOf(schema: Schema, value: unknown, labels: Labels, title = ''): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return figure(value, unitOf(schema))
  const text = String(value)
  const word = labels[text] ?? schema['x-labels']?.[text]
  if (word) return word
  if (schema.format === 'date' || DAY.test(text)) return dayWord(text)
  if (schema.format === 'date-time' || MOMENT.test(text)) return momentWord(text)
  return schema.pattern === CERTIFICATE ? certificateWord(text, title) : text
}

function certificateWord(number: string, title: string): string {
  const name = officerName(number)
  return title.includes(NUMBER) && name !== number ? `${number}（${name}）` : name
}
