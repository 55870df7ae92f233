/** Searches for records that a field names by code: by what people know of them, name, place or the code itself. */
import type { components as Cases } from '../api/cases'
import type { components as Credit } from '../api/credit'
import { fresh } from '../offline/answers'
import { me } from '../session'
import type { Choice } from './form/fields'
import { queryOf } from './lists'
import { dayWord } from './words'

export type Sought = 'firms' | 'clues'
const MOST = '8'

export const SEARCHES: Record<Sought, (word: string) => Promise<Choice[]>> = {
  async firms(word) {
    const query = queryOf({ limit: MOST, word }, '')
    const found = await fresh<Credit['schemas']['Page_FirmView_']>('credit', `/firms${query}`)
    return found.data.items.map(({ code, name, address }) => ({
      value: code,
      label: name,
      text: `${code} · ${address}`,
    }))
  },
  /** Those that are open, of the own township. */
  async clues(word) {
    const query = queryOf({ limit: MOST, open: 'true', township: me.value?.township ?? '', word }, '')
    const found = await fresh<Cases['schemas']['Page_ClueView_']>('cases', `/clues${query}`)
    return found.data.items.map(({ id, place, source, received_on, labels }) => ({
      value: id,
      label: place,
      text: `${labels?.[source] ?? source} · ${dayWord(received_on)}收到`,
    }))
  },
}
