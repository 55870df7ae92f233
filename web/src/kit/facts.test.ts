import { expect, it } from 'vitest'
import { factsOf } from './facts'
import type { Schema } from './form/fields'

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
  expect(factsOf({}, SCHEMA, { place: '2026-09-07T01:30:03.043Z' }, {})[0]?.text).toMatch(/^9月7日 \d\d:30$/)
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
  const [part] = factsOf({}, answers, data, {})[0]!.parts!
  expect(part!.map(({ title, file }) => [title, file])).toEqual([
    ['事项', undefined],
    ['照片', HASH],
    ['照片', HASH],
  ])
})
