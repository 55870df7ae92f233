/** The units of figures, as schemas tell them (contracts/unit.py): money is fen there and yuan for people. */
import type { Schema } from './form/fields'
import { yuan } from './words'

export type Unit = 'fen' | 'fen-per-square-metre' | 'square-metre' | 'times' | 'hundredths'

/** The unit of a figure: its schema's, or the one that another field of the same record tells. */
export function unitOf(schema: Schema, beside: Record<string, unknown> = {}): Unit | undefined {
  const by = schema['x-unit-by']
  return schema['x-unit'] ?? (by ? by.units[String(beside[by.field])] : undefined)
}

/** What stands behind a figure that people type, in their unit. */
export const TYPED_IN: Record<Unit, string> = {
  fen: '元',
  'fen-per-square-metre': '元/平方米',
  'square-metre': '平方米',
  times: '倍',
  hundredths: '%',
}

/** A figure as people read it: `5,000 元`, `20 平方米`. */
export function figure(value: number, unit: Unit | undefined): string {
  if (unit === 'fen') return yuan(value)
  if (unit === 'fen-per-square-metre') return `${yuan(value)}/平方米`
  if (unit === 'hundredths') return `${value}%`
  return unit ? `${value.toLocaleString('zh-CN')} ${TYPED_IN[unit]}` : String(value)
}
