// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { NoAnswer } from '../../http'
import { SEARCHES } from '../searches'
import type { Field } from './fields'
import SearchField from './SearchField.vue'

const FIELD: Field = { name: 'firm', title: '经营主体', kind: 'search', search: 'firms', required: false }
const CODE = '91350100M000100Y43'
const FIRM = { value: CODE, label: '阜平某饭店', text: CODE }

it('finds a firm by what is typed, and gives its code', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const search = vi.spyOn(SEARCHES, 'firms').mockResolvedValue([FIRM])
  const field = mount(SearchField, { props: { field: FIELD } })
  await field.get('input').setValue('饭店')
  await vi.runAllTimersAsync()
  vi.useRealTimers()
  expect(search).toHaveBeenCalledWith('饭店')
  await field.get('li button').trigger('click')
  expect(field.emitted('update:modelValue')!.at(-1)).toEqual([CODE])
  expect(field.text()).toContain('阜平某饭店')
  await field.get('.chosen button').trigger('click')
  expect(field.emitted('update:modelValue')!.at(-1)).toEqual([undefined])
})

it('takes a code as it is typed, without network too', async () => {
  vi.spyOn(SEARCHES, 'firms').mockRejectedValue(new NoAnswer())
  const field = mount(SearchField, { props: { field: FIELD } })
  await field.get('input').trigger('focus')
  await flushPromises()
  expect(field.get('[role=status]').text()).toContain('无网络')
  await field.get('input').setValue(` ${CODE} `)
  expect(field.emitted('update:modelValue')!.at(-1)).toEqual([CODE])
})

it('shows by its name what was chosen before', async () => {
  vi.spyOn(SEARCHES, 'firms').mockResolvedValue([FIRM])
  const field = mount(SearchField, { props: { field: FIELD, modelValue: CODE } })
  await flushPromises()
  expect(field.get('.chosen').text()).toContain('阜平某饭店')
})
