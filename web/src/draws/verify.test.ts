import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Record } from './record'
import { verify } from './verify'

// The record that the stand-alone tool is tested with: held by the service in 2026.
const FILE = new URL('../../../services/inspections/tests/draws/record-2.json', import.meta.url)
const RECORD = JSON.parse(readFileSync(FILE, 'utf8')) as Record

function bytes(record: unknown): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(record)).buffer as ArrayBuffer
}
function changed(change: (record: Record) => void): ArrayBuffer {
  const copy = structuredClone(RECORD)
  change(copy)
  return bytes(copy)
}

describe('the record of a draw', () => {
  it('is drawn again with the same result', async () => {
    const { differences, summary } = await verify(bytes(RECORD))
    expect(differences).toEqual([])
    expect(summary).toContain(`抽中 ${RECORD.drawn.length} 户`)
  })

  it.each<[string, (record: Record) => void, string]>([
    ['another seed', (record) => (record.seed = `${record.seed.split(' ')[0]} 01 02 03`), '号码不符'],
    ['another winner', (record) => (record.drawn[0]!.firm = record.drawn[1]!.firm), '企业不符'],
    ['another officer', (record) => record.drawn[0]!.officers.reverse(), '执法人员不符'],
    ['a firm left out', (record) => record.drawn.pop(), '还应抽取 1 户'],
    ['another order', (record) => record.drawn.reverse(), '抽中顺序不符'],
    ['another list', (record) => record.pool.splice(record.pool.indexOf('[firms]') + 1, 1), '封存哈希不符'],
    ['another rule', (record) => record.algorithm.push('另有规定'), '算法说明被改动'],
    ['another day', (record) => (record.held_on = '2020-01-01'), '抽取日期不符'],
  ])('with %s is found out', async (_, change, told) => {
    const { differences } = await verify(changed(change))
    expect(differences.join('\n')).toContain(told)
    expect(differences[0]).toBe('记录被改动：record_sha256 与其余各项不符')
  })

  it.each<[string, ArrayBuffer]>([
    ['no JSON', new TextEncoder().encode('x').buffer as ArrayBuffer],
    ['a list', bytes([])],
    ['another format', bytes({ format: 'other' })],
    ['a field too many', changed((record) => ((record as unknown as { more: string }).more = ''))],
    ['text that is no UTF-8', Uint8Array.of(0xff, 0xfe).buffer],
  ])('that is %s is told as unreadable', async (_, given) => {
    const { differences, summary } = await verify(given)
    expect([summary, differences.length]).toEqual(['无法核验', 1])
  })
})
