// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import places from './tiles.json'
import TileMap from './TileMap.vue'

const townships = [{ code: '130624100', name: Object.keys(places.tiles)[0]!, count: 3, late: 0 }]

it.each(['Enter', ' '])('a tile is chosen and given back by the key %s', async (key) => {
  const map = mount(TileMap, { props: { townships, title: '案件' } })
  const tile = map.get('[role=button]')
  await tile.trigger('keydown', { key })
  expect(map.emitted('update:modelValue')).toEqual([['130624100']])
  await map.setProps({ modelValue: '130624100' })
  await tile.trigger('keydown', { key })
  expect(map.emitted('update:modelValue')![1]).toEqual([''])
})
