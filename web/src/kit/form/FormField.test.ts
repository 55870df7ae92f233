// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import type { Field } from './fields'
import FormField from './FormField.vue'

const FINE: Field = {
  name: 'fine',
  title: '罚款',
  kind: 'money',
  unit: 'fen',
  required: true,
  least: 50000,
  most: 200000,
}
const NO_FINE = [{ value: 0, label: '不罚款' }]

function shown(field: Field, modelValue?: unknown) {
  return mount(FormField, { props: { field, modelValue } })
}

it('takes yuan and gives fen', async () => {
  const form = shown(FINE)
  await form.get('input').setValue('1234.5')
  expect(form.emitted('update:modelValue')).toEqual([[123450]])
  expect(form.text()).toContain('罚款（元）')
  expect(form.find('input[type=checkbox]').exists()).toBe(false)
})

it('lets a penalty without a fine be chosen where the step offers it', async () => {
  const form = shown({ ...FINE, besides: NO_FINE })
  const box = form.get('input[type=checkbox]')
  expect(form.get('input[type=number]').attributes()).toMatchObject({ min: '500', required: '' })
  await box.setValue(true)
  expect(form.emitted('update:modelValue')).toEqual([[0]])
  expect(form.get('input[type=number]').attributes()).toHaveProperty('disabled')
  expect(form.get('input[type=number]').attributes()).not.toHaveProperty('required')
  await box.setValue(false)
  expect(form.emitted('update:modelValue')![1]).toEqual([undefined])
})

it('shows that no fine was chosen before, and lets 0.5 be typed', async () => {
  const before = shown({ ...FINE, besides: NO_FINE }, 0)
  expect(before.get<HTMLInputElement>('input[type=checkbox]').element.checked).toBe(true)
  const typing = shown({ ...FINE, least: 0, besides: NO_FINE })
  await typing.get('input[type=number]').setValue('0')
  expect(typing.get('input[type=number]').attributes()).not.toHaveProperty('disabled')
})

it.each(['money', 'number', 'text', 'long', 'date', 'flag', 'file', 'choice', 'choices', 'group', 'search'] as const)(
  'tells the hint of a field of %s, to whoever hears it too',
  (kind) => {
    const field: Field = { name: 'base', title: '罚款计算基数', kind, required: false, hint: '填写滥伐林木价值' }
    const form = shown({ ...field, choices: [{ value: 'a', label: '甲' }], fields: [], search: 'firms' })
    const hint = form.get('small.hint')
    expect(hint.text()).toBe('填写滥伐林木价值')
    expect(form.find(`[aria-describedby="${hint.attributes('id')}"]`).exists()).toBe(true)
  },
)

it('says the unit of a figure that is no money', () => {
  const form = shown({ name: 'base', title: '罚款计算基数', kind: 'number', unit: 'square-metre', required: false })
  expect(form.text()).toContain('罚款计算基数（平方米）')
})

it('shows the words of each choice, by which those of one name are told apart', () => {
  const choices = ['HB-1001', 'HB-1002'].map((value) => ({ value, label: '章丙申', text: value }))
  const field: Field = { name: 'officers', title: '执法人员', kind: 'choices', required: true, choices }
  expect(
    shown(field)
      .findAll('.choice')
      .map((one) => one.text()),
  ).toEqual(['章丙申 HB-1001', '章丙申 HB-1002'])
  const many = Array.from({ length: 9 }, (_, place) => ({ value: `HB-${place}`, label: '章丙申', text: `HB-${place}` }))
  const folded = shown({ ...field, kind: 'choice', choices: many })
  expect(folded.findAll('option').map((one) => one.text())).toContain('章丙申（HB-3）')
})
