/** The powers that the own township may use today, as choices. */
import type { components } from '../api/cases'
import { fresh } from '../offline/answers'
import { me } from '../session'
import type { Choice, Field } from './form/fields'

type PowerList = components['schemas']['PowerList']
const CODE = '^[A-Z]{2}-[0-9]{2}$'

export async function heldPowers(): Promise<Choice[]> {
  const where = me.value?.township ? `&township=${me.value.township}` : ''
  const { items } = (await fresh<PowerList>('cases', `/powers?limit=200${where}`)).data
  return items.map(({ code, name, penalty }) => ({
    value: code,
    label: `${name}（${code}）`,
    text: penalty.map((cited) => cited.text).join('、'),
  }))
}

/** The names of all powers, by code. */
export async function powerNames(): Promise<Record<string, string>> {
  const { items } = (await fresh<PowerList>('cases', '/powers?limit=200')).data
  return Object.fromEntries(items.map(({ code, name }) => [code, name]))
}

/** Fields that ask for a power, and whose service knows none to offer, offer those of the township. */
export async function withPowers(fields: Field[]): Promise<Field[]> {
  if (!fields.some(asksForPower)) return fields
  const choices = await heldPowers().catch(() => [])
  return choices.length ? fields.map((one) => (asksForPower(one) ? { ...one, kind: 'choice', choices } : one)) : fields
}

function asksForPower(field: Field): boolean {
  return field.kind === 'text' && field.pattern === CODE
}
