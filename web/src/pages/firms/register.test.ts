import { describe, expect, it } from 'vitest'
import { parse, placed, written } from './register'

const TEXT = '\uFEFF统一社会信用代码,名称,地址\r\n911,"甲,乙 ""店""",县城\r\n912,丙,\n\n'

describe('a file of firms', () => {
  it('is read with quotes, commas and either line ending, and written as it was', () => {
    const sheet = parse(TEXT)
    expect(sheet.heading).toEqual(['统一社会信用代码', '名称', '地址'])
    expect(sheet.rows).toEqual([
      ['911', '甲,乙 "店"', '县城'],
      ['912', '丙', ''],
    ])
    expect(parse(written(sheet))).toEqual(sheet)
  })

  it('shows each fault at its cell, and what no cell is at fault for at the row', () => {
    const sheet = parse(TEXT)
    const found = placed(sheet, [
      { row: 2, field: 'code', column: 'A', reason: '校验位不对' },
      { row: 2, field: 'code', reason: '重复' },
      { row: 3, field: 'risk', column: '', reason: '缺少风险' },
      { row: 1, field: 'risk', column: '', reason: '缺少“风险”列' },
    ])
    expect(found.get(0)?.get(0)).toBe('校验位不对；重复')
    expect(found.get(1)?.get(-1)).toBe('缺少风险')
    expect(found.get(-1)?.get(-1)).toBe('缺少“风险”列')
  })
})
