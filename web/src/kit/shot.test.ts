import { expect, it } from 'vitest'
import { factsOf } from './facts'
import { shotWord } from './shot'

const PLACE = { latitude: 38_849_121, longitude: 114_193_452, accuracy: 12 }

it('tells when and where a picture was taken, and that a place is not known', () => {
  const taken_at = '2026-09-04T10:05:00+08:00'
  expect(shotWord({ taken_at, position: PLACE })).toBe('9月4日 10:05拍摄 · 北纬 38.84912°，东经 114.19345°（约 ±12 m）')
  expect(shotWord({ taken_at })).toBe('9月4日 10:05拍摄 · 未取得位置')
  expect(shotWord(null)).toBe('未取得位置')
})

it('stands beside its picture, not as a fact of its own', () => {
  const schema = { properties: { picture: { title: '照片' }, picture_shot: { title: '照片的拍摄' } } }
  const data = { picture: 'a'.repeat(64), picture_shot: { taken_at: '2026-09-04T10:05:00+08:00' } }
  expect(factsOf({}, schema, data, {}).map(({ title, shot }) => [title, shot])).toEqual([
    ['照片', '9月4日 10:05拍摄 · 未取得位置'],
  ])
})
