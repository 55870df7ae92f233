import { describe, expect, it } from 'vitest'
import cases from '../../api/cases.schemas.json'
import { begun, bodyOf, fieldsOf, takesMoment, valuesOf, type Schemas } from './fields'

const SCHEMAS: Schemas = {
  Kind: {
    type: 'string',
    enum: ['site-record', 'witness'],
    'x-labels': { 'site-record': '现场笔录', witness: '证人证言' },
  },
  Party: {
    type: 'object',
    properties: { name: { type: 'string', title: '姓名', maxLength: 200 } },
    required: ['name'],
  },
  Take: {
    type: 'object',
    required: ['officers', 'kind', 'blob', 'fine'],
    properties: {
      officers: { type: 'array', title: '执法人员', items: { type: 'string', pattern: '^[A-Z0-9][A-Z0-9-]{1,31}$' } },
      kind: { $ref: '#/components/schemas/Kind', title: '证据种类' },
      blob: { type: 'string', title: '照片', pattern: '^[0-9a-f]{64}$' },
      fine: { type: 'integer', title: '罚款', 'x-unit': 'fen', minimum: 0 },
      told_on: { title: '告知日', anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
      party: { title: '当事人', anyOf: [{ $ref: '#/components/schemas/Party' }, { type: 'null' }] },
      note: { type: 'string', title: '说明', maxLength: 5000 },
      done_at: { title: '办理时间', anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    },
  },
}
const fields = fieldsOf(SCHEMAS, SCHEMAS.Take!, {
  officers: { choices: [{ value: 'HB-1', label: '王某' }] },
  fine: { least: 50000, most: 200000 },
})

describe('the fields of a form', () => {
  it('leave the moment of the act to the queue', () => {
    expect(takesMoment(SCHEMAS.Take)).toBe(true)
    expect(takesMoment(SCHEMAS.Party)).toBe(false)
    expect(fields.map((field) => field.name)).not.toContain('done_at')
  })

  it('are those of the schema, each by its kind', () => {
    expect(fields.map((field) => [field.title, field.kind, field.required])).toEqual([
      ['执法人员', 'choices', true],
      ['证据种类', 'choice', true],
      ['照片', 'file', true],
      ['罚款', 'money', true],
      ['告知日', 'date', false],
      ['当事人', 'group', false],
      ['说明', 'long', false],
    ])
  })

  it('offer what the step allows, in Chinese', () => {
    expect(fields[0]!.choices).toEqual([{ value: 'HB-1', label: '王某' }])
    expect(fields[1]!.choices!.map((choice) => choice.label)).toEqual(['现场笔录', '证人证言'])
    expect([fields[3]!.least, fields[3]!.most]).toEqual([50000, 200000])
  })

  it('make a body without what was left empty', () => {
    const values = {
      officers: ['HB-1'],
      kind: 'witness',
      blob: 'a'.repeat(64),
      fine: 50000,
      told_on: '',
      party: {},
      note: undefined,
    }
    expect(bodyOf(fields, values)).toEqual({ officers: ['HB-1'], kind: 'witness', blob: 'a'.repeat(64), fine: 50000 })
  })
})

it('a body opens as the values that made it', () => {
  const moment = [{ name: 'at', title: '时间', kind: 'moment' as const, required: true }]
  expect(bodyOf(moment, valuesOf(moment, { at: '2026-11-07T02:30:00.000Z' }))).toEqual({
    at: '2026-11-07T02:30:00.000Z',
  })
  const body = { officers: ['HB-1'], fine: 60000, party: { name: '王某' } }
  expect(bodyOf(fields, valuesOf(fields, { ...body, note: null }))).toEqual(body)
})

it('how a picture was taken goes with it and is no field to be typed', () => {
  const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' }
  const shot = { anyOf: [{ type: 'object', properties: { taken_at: { type: 'string' } } }, { type: 'null' }] }
  const fields = fieldsOf({}, { required: ['picture'], properties: { picture: hash, picture_shot: shot } })
  expect(fields.map(({ name, shot }) => [name, shot])).toEqual([['picture', 'picture_shot']])
  const taken = { picture: 'a'.repeat(64), picture_shot: { taken_at: '2026-09-04T02:05:00Z' } }
  expect(bodyOf(fields, taken)).toEqual(taken)
  expect(valuesOf(fields, taken)).toEqual(taken)
  expect(bodyOf(fields, { ...taken, picture_shot: undefined })).toEqual({ picture: taken.picture })
})

it('a field begins with the only day that may be told, and with the present moment at most', () => {
  const field = (kind: 'date' | 'moment', required: boolean, least?: string, most?: string) => ({
    name: 'at',
    title: '',
    fallback: 'else',
    kind,
    required,
    least,
    most,
  })
  const now = new Date('2026-11-08T09:30:12+08:00')
  const moment = (most?: Date) => begun(field('moment', true, undefined, most?.toISOString()), now)
  expect(moment()).toBe('2026-11-08T09:30')
  expect(moment(new Date('2026-11-08T09:12+08:00'))).toBe('2026-11-08T09:12')
  expect(moment(new Date('2026-11-08T11:00+08:00'))).toBe('2026-11-08T09:30')
  expect(begun(field('date', true, '2026-11-08', '2026-11-08'), now)).toBe('2026-11-08')
  expect(begun(field('date', false, '2026-11-08', '2026-11-08'), now)).toBe(undefined)
  expect(begun(field('date', true, '2026-11-01', '2026-11-08'), now)).toBe('else')
})

describe('a figure', () => {
  const CASES = cases as unknown as Schemas
  const formOf = (name: string, options = {}) =>
    Object.fromEntries(fieldsOf(CASES, CASES[name]!, options).map((field) => [field.name, field]))

  it('that is money is written in yuan', () => {
    expect(formOf('ServePriorNotice').fine).toMatchObject({ kind: 'money', unit: 'fen' })
    expect(formOf('RecordPayment').amount).toMatchObject({ kind: 'money', unit: 'fen' })
  })

  it('whose unit the case tells is asked for in it, where anything is measured', () => {
    expect(formOf('ServePriorNotice')).not.toHaveProperty('base')
    const value = formOf('DecidePenalty', { base: { unit: 'fen', of: '滥伐林木价值' } }).base
    expect(value).toMatchObject({ kind: 'money', hint: '填写滥伐林木价值' })
    const area = formOf('DecidePenalty', { base: { unit: 'square-metre', of: '面积' } }).base
    expect(area).toMatchObject({ kind: 'number', unit: 'square-metre', hint: '填写面积' })
  })

  it('may be another value than its bounds allow, where the step says so', () => {
    const besides = [{ value: 0, label: '不罚款' }]
    expect(formOf('ServePriorNotice', { fine: { least: 50000, besides } }).fine!.besides).toEqual(besides)
    expect(formOf('ServePriorNotice', { fine: { least: 50000, besides: [] } }).fine!.besides).toBe(undefined)
  })
})

it('a record is looked for, where a field names one', () => {
  const text = { type: 'string', maxLength: 200 }
  const made = fieldsOf({}, { properties: { firm: text, clue: text, place: text } })
  expect(made.map(({ kind, search }) => [kind, search])).toEqual([
    ['search', 'firms'],
    ['search', 'clues'],
    ['text', undefined],
  ])
})
