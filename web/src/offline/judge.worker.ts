/** The judge in a thread of its own: it takes seconds to start, and no tap shall wait for that. */
import type { Step } from '../kit/steps'
import { startJudge, type Judge } from './python'
import type { Verdict } from './verdict'

/** A command that is to be judged (`given`), or the steps that are asked for (`asked`), on the facts of a service; all JSON. */
export type Question = { service: string; facts: string } & ({ given: string } | { asked: string })

/** `law` is the article of a refusal in Chinese, `laws` those of what steps lack. */
export interface Said {
  answer: string
  law?: string
  laws?: Record<string, string>
}
export type Asked = { id: number } & ({ core: string; rules: string } | Question)
export type Answered = { id: number } & (Said | { failed: string })

let judge: Judge | undefined

addEventListener('message', (event: MessageEvent<Asked>) => void take(event.data))

async function take(asked: Asked): Promise<void> {
  try {
    postMessage({ id: asked.id, ...(await done(asked)) } satisfies Answered)
  } catch (error) {
    postMessage({ id: asked.id, failed: String(error) } satisfies Answered)
  }
}

async function done(asked: Asked): Promise<Said> {
  if ('given' in asked) return judged(asked.service, asked.facts, asked.given)
  if ('asked' in asked) return steps(asked.service, asked.facts, asked.asked)
  judge = await startJudge(asked.core, asked.rules, read)
  return { answer: '' }
}

/** The answer, with the article that it rests on in Chinese. */
function judged(service: string, facts: string, given: string): Said {
  const answer = judge!.judge(service, facts, given)
  const { refused } = (JSON.parse(answer) as { verdict: Verdict }).verdict
  return { answer, law: refused && judge!.cited(refused.law) }
}

/** The steps, with the articles that they rest on. */
function steps(service: string, facts: string, asked: string): Said {
  const answer = judge!.steps(service, facts, asked)
  const found = JSON.parse(answer) as Pick<Step, 'missing' | 'demanded'>[]
  const laws = new Set(found.flatMap((step) => [...step.missing, ...step.demanded].map((one) => one.law)))
  const told = [...laws].filter(Boolean).map((law) => [law, judge!.cited(law) ?? law] as const)
  return { answer, laws: Object.fromEntries(told) }
}

async function read(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.arrayBuffer()
}
