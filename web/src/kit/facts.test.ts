import { beforeEach, expect, it } from 'vitest'
import { today } from '../http'
import { factsOf } from './facts'
import type { Schema, Schemas } from './form/fields'
import { officers, type Officer } from './officers'
import cases from '../api/cases.schemas.json'

beforeEach(() => (today.value = '2026-09-10'))

const CASES = cases as unknown as Schemas
const HASH = 'a'.repeat(64)
const text = (title: string): Schema => ({ type: 'string', title })
const SCHEMA: Schema = {
  properties: {
    place: text('地点'),
    act: text('执法活动'),
    mark: text('当事人标识'),
    marks: { type: 'array', title: '可能为同一当事人', items: { type: 'string' } },
    blob: text('照片'),
  },
}

it('shows what people read: no ids, no hashes but those of files', () => {
  const act = 'act-0530e937-88ac-525f-863b-901e079eae5d'
  const data = { place: '村东', act, mark: HASH, marks: [HASH], blob: HASH }
  expect(factsOf({}, SCHEMA, data, {}).map(({ title, file }) => [title, file])).toEqual([
    ['地点', undefined],
    ['照片', HASH],
  ])
  expect(factsOf({}, SCHEMA, { act }, { [act]: '调查取证' })[0]?.text).toBe('调查取证')
})

it('shows a moment as people read it, whatever the schema says of it', () => {
  expect(factsOf({}, SCHEMA, { place: '2026-09-07T01:30:03.043Z' }, {})[0]?.text).toBe('9月7日 09:30')
})

it('shows what lies deeper in a part beside its other facts', () => {
  const picture: Schema = { properties: { picture: text('照片') } }
  const pictures: Schema = { type: 'array', title: '照片', items: picture }
  const answers: Schema = {
    properties: {
      answers: { type: 'array', title: '检查事项', items: { properties: { item: text('事项'), pictures } } },
    },
  }
  const data = { answers: [{ item: '安全出口', pictures: [{ picture: HASH }, { picture: HASH }] }] }
  const [item, shown] = factsOf({}, answers, data, {})[0]!.parts![0]!
  expect(item).toMatchObject({ title: '事项', text: '安全出口' })
  expect(shown!.parts!.flat().map(({ file }) => file)).toEqual([HASH, HASH])
})

it('shows amounts in yuan wherever a schema says that they are fen', () => {
  const told = { proposed_fine: 500000, base: 1200000, base_unit: 'fen' }
  expect(said('PriorNoticeServed', told)).toEqual([
    ['拟处罚款', '5,000 元'],
    ['罚款计算基数', '12,000 元'],
    ['罚款计算基数的单位', '分'],
  ])
  expect(said('PenaltyDecided', { fine: 500050, base: 20, base_unit: 'square-metre' })).toEqual([
    ['罚款', '5,000.50 元'],
    ['罚款计算基数', '20 平方米'],
    ['罚款计算基数的单位', '平方米'],
  ])
  expect(said('FinePaid', { amount: 100 })).toEqual([['金额', '1 元']])
  expect(said('Ceiling', { fine: 100 })).toEqual([['罚款', '1 元']])
})

it.each([
  ['fixed', '500 元'],
  ['per-square-metre', '500 元/平方米'],
  ['multiple', '50,000 倍'],
  ['percent', '50000%'],
])('shows what a clause of %s sets in its unit', (amount, most) => {
  expect(said('FineClause', { amount, most: 50000 })[1]).toEqual(['上限', most])
})

it('tells the number of a certificate where that is asked for, and whose it is', () => {
  officers.value = [{ id: 'officer-1', name: '章丙申', certificate: { number: 'HB-1001' } } as Officer]
  expect(said('ActConfirmed', { certificate: 'HB-1001' })).toEqual([['执法证号', 'HB-1001（章丙申）']])
  expect(said('ActConfirmed', { certificate: 'HB-1009' })).toEqual([['执法证号', 'HB-1009']])
  expect(said('PriorNoticeServed', { officers: ['HB-1001', 'HB-1009'] })).toEqual([['执法人员', '章丙申、HB-1009']])
})

it('shows a mapping by its keys, in words', () => {
  const schema: Schema = {
    properties: { outcomes: { type: 'object', title: '查验结果', additionalProperties: { type: 'integer' } } },
  }
  const [outcomes] = factsOf({}, schema, { outcomes: { valid: 3 } }, { valid: '有效' })
  expect(outcomes!.parts![0]!.map(({ title, text }) => [title, text])).toEqual([['有效', '3']])
})

function said(name: string, data: Record<string, unknown>): string[][] {
  return factsOf(CASES, CASES[name]!, data, {}).map(({ title, text }) => [title, text])
}
