import { describe, expect, it } from 'vitest'
import { cited, laws } from './law'

describe('what is cited', () => {
  it('is told article by article, ranges and brackets too', async () => {
    const told = await laws()
    expect(cited(told, 'APL 42(1), 55; ACL 46').map(({ law, article }) => law + article)).toEqual([
      '行政处罚法第42条',
      '行政处罚法第55条',
      '行政强制法第46条',
    ])
    expect(cited(told, 'APL 30-32').map(({ article }) => article)).toEqual(['第30条', '第31条', '第32条'])
    expect(cited(told, 'APL 42')[0]?.about).toContain('不少于两人')
  })

  it('is told in the words of the law', async () => {
    const told = await laws()
    expect(cited(told, 'APL 42')[0]?.text).toEqual([
      '行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。',
      '执法人员应当文明执法，尊重和保护当事人合法权益。',
    ])
    expect(cited(told, 'APL 9')[0]?.text[1]).toBe('（一）警告、通报批评；')
    expect(cited(told, 'OBE 54; 国发〔2019〕5号').map(({ law, about }) => law + about)).toEqual(['优化营商环境条例'])
  })

  it('is told where it is cited in Chinese, as items and powers cite', async () => {
    const told = await laws()
    const names = (law: string): string[] => cited(told, law).map((one) => one.law + one.article)
    expect(names('《行政处罚法》第42条第1款；《行政强制法》第46条')).toEqual(['行政处罚法第42条', '行政强制法第46条'])
    expect(names('行政处罚法第42条、第55条')).toEqual(['行政处罚法第42条', '行政处罚法第55条'])
    expect(names('《安全生产法》第42条')).toEqual([])
  })

  it('is nothing where no article is named', async () => {
    expect(cited(await laws(), '国办发〔2024〕54号')).toEqual([])
  })
})
