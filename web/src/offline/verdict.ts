/** What this phone itself says of a command before anybody can be asked (capability C3); `judge.ts` finds it out. */
import { ref } from 'vue'
import { said, type Problem } from '../http'
import type { Step } from '../kit/steps'
import type { Entry } from './store'

interface Reason {
  code: string
  detail: string
  law: string
  remedy: string
  category: Problem['category']
}
/** One of these: what would be recorded, why it is refused, which fields are no good, what only the platform can tell. */
export interface Verdict {
  events?: { type: string; data: unknown }[]
  refused?: Reason
  invalid?: string[]
  undecided?: { matter: string; word: string }
}
/** A verdict as it waits with its command: `told` goes with it, so that the platform can say whether it was right. */
export interface Judgement {
  verdict: Verdict
  told: string
  /** The article of a refusal in Chinese. */
  law?: string
}

/** A refusal that nobody but this phone has told yet. */
export type Objection = Problem & { by_phone: true }

export type OnRecord = Pick<Entry, 'service' | 'aggregate' | 'seen'>
/** Steps that follow from what waits, with the words of the articles in them. */
export interface Foreseen {
  steps: Step[]
  labels: Record<string, string>
}
interface Judging {
  judgementOf: (entry: Entry) => Promise<Judgement | undefined>
  stepsOf: (record: OnRecord) => Promise<Foreseen | undefined>
}
let judging: Judging | undefined
/** Whether what a judgement rests on is worth reading ahead. */
export const judges = ref(false)

/** Have commands judged by this from now on; by nobody where the phone can't. */
export function judgeBy(judge: Judging | undefined): void {
  judging = judge
  judges.value = !!judge
}

/** The verdict on a command, or nothing: a phone that can't judge loses nothing. */
export function judged(entry: Entry): Promise<Judgement | undefined> {
  return unlessItFails(judging?.judgementOf(entry))
}

/** The steps of a record as they follow from what was given here and waits, or nothing. */
export function foreseen(record: OnRecord): Promise<Foreseen | undefined> {
  return unlessItFails(judging?.stepsOf(record))
}

async function unlessItFails<T>(found: Promise<T | undefined> | undefined): Promise<T | undefined> {
  try {
    return await found
  } catch {
    return undefined
  }
}

const UNLAWFUL = '手机预判：依法不能办理'
const UNREADABLE = '手机预判：填写有误'

/** Why the phone would refuse a command, as the server would say it; nothing where it would not. */
export function objection({ verdict, law }: Judgement): Objection | undefined {
  const { refused, invalid } = verdict
  const labels: Record<string, string> = refused && law ? { [refused.law]: law } : {}
  if (refused) return { ...said(0, UNLAWFUL, refused.code, refused.detail), ...refused, labels, by_phone: true }
  if (!invalid) return undefined
  const faults = invalid.map((field) => ({ field: `body.${field}`, reason: '没有填写，或者填写不当' }))
  return { ...said(0, UNREADABLE, 'malformed', '有的内容没有填写，或者填写不当'), faults, by_phone: true }
}

/** Whether the phone said so: the person may hand the command in all the same. */
export function saidByPhone(problem: Problem | undefined): problem is Objection {
  return !!problem && 'by_phone' in problem
}

/** The verdict on a command that waits, in a few words. */
export function verdictWord({ verdict }: Judgement): string {
  if (verdict.undecided) return `手机不能认定${verdict.undecided.word}，暂记，上报时定`
  return verdict.refused || verdict.invalid ? '手机预判不能办理，由平台认定' : '手机预判可以办理，暂记'
}
