/** The judge in a thread of its own: it takes seconds to start, and no tap shall wait for that. */
import { startJudge, type Judge } from './python'
import type { Verdict } from './verdict'

/** A command that is to be judged (`given`), or the steps that are asked for (`asked`), on the facts of a service; all JSON. */
export type Question = { service: string; facts: string } & ({ given: string } | { asked: string })

export type Asked = { id: number } & ({ core: string; rules: string } | Question)
export type Answered = { id: number } & ({ answer: string; law?: string } | { failed: string })

let judge: Judge | undefined

addEventListener('message', (event: MessageEvent<Asked>) => void take(event.data))

async function take(asked: Asked): Promise<void> {
  try {
    postMessage({ id: asked.id, ...(await done(asked)) } satisfies Answered)
  } catch (error) {
    postMessage({ id: asked.id, failed: String(error) } satisfies Answered)
  }
}

async function done(asked: Asked): Promise<{ answer: string; law?: string }> {
  if ('given' in asked) return judged(asked.service, asked.facts, asked.given)
  if ('asked' in asked) return { answer: judge!.steps(asked.service, asked.facts, asked.asked) }
  judge = await startJudge(asked.core, asked.rules, read)
  return { answer: '' }
}

/** The answer, with the article that it rests on in Chinese. */
function judged(service: string, facts: string, given: string): { answer: string; law?: string } {
  const answer = judge!.judge(service, facts, given)
  const { refused } = (JSON.parse(answer) as { verdict: Verdict }).verdict
  return { answer, law: refused && judge!.cited(refused.law) }
}

async function read(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.arrayBuffer()
}
