import { describe, expect, it } from 'vitest'
import { cited, subjects } from './law'

describe('what is cited', () => {
  it('is told article by article, ranges and brackets too', async () => {
    const told = await subjects()
    expect(cited(told, 'APL 42(1), 55; ACL 46').map(({ law, article }) => law + article)).toEqual([
      '行政处罚法第42条',
      '行政处罚法第55条',
      '行政强制法第46条',
    ])
    expect(cited(told, 'APL 30-32').map(({ article }) => article)).toEqual(['第30条', '第31条', '第32条'])
    expect(cited(told, 'APL 42')[0]?.about).toContain('不少于两人')
  })

  it('is nothing where no article is named', async () => {
    expect(cited(await subjects(), '国办发〔2024〕54号')).toEqual([])
  })
})
