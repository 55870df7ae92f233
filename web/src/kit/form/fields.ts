/** The fields of a command's form, made from the schema of its body and the options of the step. */
import type { Service } from '../../http'
import { momentOf, typedOf } from '../beijing'
import type { Sought } from '../searches'
import { unitOf, type Unit } from '../units'

export interface Schema {
  type?: string
  title?: string
  description?: string
  format?: string
  pattern?: string
  enum?: string[]
  'x-labels'?: Record<string, string>
  'x-unit'?: Unit
  'x-unit-by'?: { field: string; units: Record<string, Unit> }
  $ref?: string
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  default?: unknown
  additionalProperties?: Schema | boolean
}
export type Schemas = Record<string, Schema>

export interface Choice {
  value: string | number | boolean
  label: string
  law?: string | null
  text?: string | null
}
export interface Option {
  choices?: Choice[] | null
  least?: number | string | null
  most?: number | string | null
  /** Values that may be given though they lie outside. */
  besides?: Choice[] | null
  /** Of a figure that has another unit from case to case. */
  unit?: Unit | null
  /** What such a figure measures. */
  of?: string | null
}

export type Kind =
  | 'text'
  | 'long'
  | 'password'
  | 'date'
  | 'moment'
  | 'number'
  | 'money'
  | 'flag'
  | 'choice'
  | 'choices'
  | 'search'
  | 'file'
  | 'group'
  | 'list'

export interface Field {
  name: string
  title: string
  kind: Kind
  required: boolean
  hint?: string
  choices?: Choice[]
  least?: number | string
  most?: number | string
  besides?: Choice[]
  unit?: Unit
  /** Of a field that names a record: where that one is looked for. */
  search?: Sought
  longest?: number
  pattern?: string
  fields?: Field[]
  fallback?: unknown
  /** Of a file: the field beside it that tells how the picture was taken. */
  shot?: string
}

const SHA256 = '^[0-9a-f]{64}$'
const ONE_LINE = 200
/** Fields that name a record by its code, which people know by other things. */
const SOUGHT: Record<string, Sought> = { firm: 'firms', clue: 'clues' }

const loading: Record<Service, () => Promise<{ default: unknown }>> = {
  identity: () => import('../../api/identity.schemas.json'),
  cases: () => import('../../api/cases.schemas.json'),
  inspections: () => import('../../api/inspections.schemas.json'),
  credit: () => import('../../api/credit.schemas.json'),
  supervision: () => import('../../api/supervision.schemas.json'),
}

export async function schemasOf(service: Service): Promise<Schemas> {
  return (await loading[service]()).default as Schemas
}

/** The moment of an act: the queue fills it in, nobody types it. */
const MOMENT = 'done_at'
/** How a picture was taken: its field fills that in. */
const SHOT = '_shot'

export function takesMoment(schema: Schema | undefined): boolean {
  return !!schema?.properties?.[MOMENT]
}

/** The fields of a schema, in its order; `options` narrow what may be chosen. */
export function fieldsOf(schemas: Schemas, schema: Schema, options: Record<string, Option> = {}): Field[] {
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {})
    .filter(([name, given]) => isAsked(schemas, name, given, options))
    .map(([name, given]) => {
      const made = field(schemas, name, given, required.has(name), options)
      return schema.properties?.[name + SHOT] ? { ...made, shot: name + SHOT } : made
    })
}

/** A figure whose unit the case tells is asked for where the step's options tell it: elsewhere nothing is measured. */
function isAsked(schemas: Schemas, name: string, given: Schema, options: Record<string, Option>): boolean {
  if (name === MOMENT || name.endsWith(SHOT)) return false
  return !resolved(schemas, given)['x-unit-by'] || !!options[name]
}

function field(
  schemas: Schemas,
  name: string,
  given: Schema,
  required: boolean,
  options: Record<string, Option>,
): Field {
  const option = options[name]
  const optional = given.anyOf?.some((one) => one.type === 'null') ?? false
  const schema = resolved(schemas, given)
  const made: Field = {
    name,
    title: given.title ?? schema.title ?? name,
    kind: kindOf(schemas, name, schema, option),
    required: required && !optional,
    hint: option?.of ? `填写${option.of}` : hintOf(given),
    least: option?.least ?? schema.minimum ?? undefined,
    most: option?.most ?? schema.maximum ?? undefined,
    besides: option?.besides?.length ? option.besides : undefined,
    unit: option?.unit ?? unitOf(schema),
    longest: schema.maxLength,
    pattern: schema.pattern,
    fallback: given.default,
  }
  if (made.kind === 'choice' || made.kind === 'choices') made.choices = option?.choices ?? choicesOf(schemas, schema)
  if (made.kind === 'search') made.search = SOUGHT[name]
  if (made.kind === 'group') made.fields = fieldsOf(schemas, schema, inside(options, name))
  if (made.kind === 'list')
    made.fields = fieldsOf(schemas, resolved(schemas, schema.items ?? {}), inside(options, name))
  return made
}

/** What is told of the field itself: not of the thing that its value is. */
function hintOf(given: Schema): string | undefined {
  return given.description ?? given.anyOf?.find((one) => !one.$ref && one.description)?.description
}

/** The options of the fields of a field, which are told as `party.name`. */
function inside(options: Record<string, Option>, name: string): Record<string, Option> {
  const start = `${name}.`
  const found = Object.entries(options).filter(([path]) => path.startsWith(start))
  return Object.fromEntries(found.map(([path, option]) => [path.slice(start.length), option]))
}

/** The schema itself: references followed, 'or null' left out. */
export function resolved(schemas: Schemas, schema: Schema): Schema {
  if (schema.$ref) {
    const found = schemas[schema.$ref.split('/').pop() ?? ''] ?? {}
    return resolved(schemas, { ...found, ...without(schema, '$ref') })
  }
  const one = schema.anyOf?.find((choice) => choice.type !== 'null')
  return one ? resolved(schemas, { ...one, ...(schema.title ? { title: schema.title } : {}) }) : schema
}

function without(schema: Schema, key: keyof Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== key))
}

function kindOf(schemas: Schemas, name: string, schema: Schema, option?: Option): Kind {
  if (schema.type === 'array') return arrayKind(schemas, schema, option)
  if (option?.choices || schema.enum) return 'choice'
  if (schema.type === 'object' || schema.properties) return 'group'
  if (schema.type === 'boolean') return 'flag'
  if (schema.type === 'integer' || schema.type === 'number')
    return (option?.unit ?? unitOf(schema)) === 'fen' ? 'money' : 'number'
  return textKind(name, schema)
}

function arrayKind(schemas: Schemas, schema: Schema, option?: Option): Kind {
  const item = resolved(schemas, schema.items ?? {})
  if (option?.choices || item.enum) return 'choices'
  return item.properties ? 'list' : 'choices'
}

function textKind(name: string, schema: Schema): Kind {
  if (schema.format === 'date') return 'date'
  if (schema.format === 'date-time') return 'moment'
  if (schema.format === 'password' || name === 'password') return 'password'
  if (schema.pattern === SHA256) return 'file'
  if (SOUGHT[name]) return 'search'
  return (schema.maxLength ?? 0) > ONE_LINE ? 'long' : 'text'
}

/** The values of an enum, or of a list of them, with their words. */
export function choicesOf(schemas: Schemas, schema: Schema): Choice[] {
  const item = schema.type === 'array' ? resolved(schemas, schema.items ?? {}) : schema
  return (item.enum ?? []).map((value) => ({ value, label: item['x-labels']?.[value] ?? value }))
}

/** What a field in a row or group makes of it: a picture that takes the place of another one tells itself how. */
export function given(field: Field, value: unknown): Record<string, unknown> {
  return { [field.name]: value, ...(field.shot ? { [field.shot]: undefined } : {}) }
}

/** What a field begins with where nothing is known: the one day that may be told, and the present moment. */
export function begun({ kind, required, least, most, fallback }: Field, now: Date): unknown {
  if (kind === 'date' && most !== undefined && least === most) return required ? most : undefined
  if (kind === 'moment' && required) return typedOf(most ? Math.min(+now, Date.parse(String(most))) : now)
  return fallback
}

/** The body that a form's values make: what was left empty is left out. */
export function bodyOf(fields: Field[], values: Record<string, unknown>): Record<string, unknown> {
  const entries = fields.map((one) => [one.name, valueOf(one, values[one.name])] as const)
  const taken = shotsOf(fields).map((name) => [name, values[name] ?? undefined] as const)
  return Object.fromEntries([...entries, ...taken].filter(([, value]) => value !== undefined))
}

function shotsOf(fields: Field[]): string[] {
  return fields.flatMap((one) => one.shot ?? [])
}

function valueOf(field: Field, value: unknown): unknown {
  if (value === '' || value === null || value === undefined) return undefined
  if (field.kind === 'group')
    return nonEmpty(bodyOf(field.fields ?? [], value as Record<string, unknown>), field.required)
  if (field.kind === 'list') return (value as Record<string, unknown>[]).map((row) => bodyOf(field.fields ?? [], row))
  if (field.kind === 'moment') return momentOf(String(value)).toISOString()
  return value
}

/** The values of a form that make this body: the other way round. */
export function valuesOf(fields: Field[], body: Record<string, unknown>): Record<string, unknown> {
  const found = fields.filter((one) => body[one.name] !== undefined && body[one.name] !== null)
  const taken = shotsOf(fields).filter((name) => body[name])
  return Object.fromEntries([
    ...found.map((one) => [one.name, shownValue(one, body[one.name])] as const),
    ...taken.map((name) => [name, body[name]] as const),
  ])
}

function shownValue(field: Field, value: unknown): unknown {
  if (field.kind === 'group') return valuesOf(field.fields ?? [], value as Record<string, unknown>)
  if (field.kind === 'list') return (value as Record<string, unknown>[]).map((row) => valuesOf(field.fields ?? [], row))
  return field.kind === 'moment' ? typedOf(String(value)) : value
}

function nonEmpty(body: Record<string, unknown>, required: boolean): Record<string, unknown> | undefined {
  return required || Object.keys(body).length ? body : undefined
}
