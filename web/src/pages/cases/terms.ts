/** The terms of a case, as they are said: until when, what is left, and whether the day may still move. */
import type { components } from '../../api/cases'
import { daysTo, dayWord, term, type Tone } from '../../kit/words'

type CaseView = components['schemas']['CaseView']
export interface Running {
  name: string
  title: string
  day: string
  /** '剩 3 天'; of one that passed only that: what came of it the course of the case tells. */
  left: string
  tone: Tone
  provisional: boolean
}

export function running({ terms, labels }: Pick<CaseView, 'terms' | 'labels'>): Running[] {
  return terms.map(({ name, until, provisional }) => {
    const { text, tone } = daysTo(until) < 0 ? { text: '已过', tone: 'calm' as const } : term(until)
    return { name, title: labels?.[name] ?? name, day: dayWord(until), left: text, tone, provisional }
  })
}
