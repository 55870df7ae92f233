// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { schemasOf } from './form/fields'
import FactsList from './FactsList.vue'

async function textOf(
  service: 'cases' | 'supervision',
  schema: string,
  data: Record<string, unknown>,
): Promise<string> {
  const list = mount(FactsList, { props: { service, schema, data } })
  await schemasOf(service)
  await flushPromises()
  return list.text().replace(/\s+/g, ' ')
}

it('shows what is nested twice and deeper: the clauses of a version of a power', async () => {
  const clause = { payer: 'citizen', amount: 'fixed', least: 50000, most: 200000 }
  const power = { name: '露天焚烧', fines: [clause], duty: [{ law: '大气污染防治法', article: '77', verified: true }] }
  const told = await textOf('cases', 'PowerView', { versions: [{ code: 'EN-03', power }] })
  for (const word of ['大气污染防治法', '公民', '500 元', '2,000 元']) expect(told).toContain(word)
})

it('shows the items of a scored review', async () => {
  const items = [{ code: 'a', name: '主体合法', worth: 10, given: 8, rules: [] }]
  const told = await textOf('supervision', 'ReviewPage', { sheet: { title: '评查评分表', items } })
  for (const word of ['主体合法', '满分 10', '得分 8']) expect(told).toContain(word)
})
