/** The judge on this phone (capability C3): the rules of the server itself, asked at the tap. Where anything of it fails it is off, and nothing is lost. */
import { ref, watch } from 'vue'
import { me } from '../session'
import type { Step } from '../kit/steps'
import type { Answered, Asked, Question, Said } from './judge.worker'
import { remember, remembered } from './local'
import { addressOf, forgetPack, keepPack, keptPack, lineIsFree, newestPack, unfit, type Pack } from './pack'
import { plain, store, type Entry } from './store'
import { judgeBy, type Foreseen, type Judgement, type OnRecord, type Verdict } from './verdict'

/** 'asks': what is to be loaded costs, and the person has not said yes. */
export type Standing = 'off' | 'unfit' | 'asks' | 'loading' | 'ready' | 'failed'
export const standing = ref<Standing>('off')
/** Why the phone can't, or what has to be loaded. */
export const why = ref('')
export const awaited = ref<Pack>()

const SWITCH = 'zhifatong.judge'
const JUDGES = new Set(['officer', 'captain', 'head'])
/** How long a tap may wait for its verdict. */
const PATIENCE = 1_500

let worker: Worker | undefined
let asked = 0
const open = new Map<number, { resolve: (answer: Said) => void; reject: (error: Error) => void }>()

export function switchedOn(): boolean {
  return remembered(SWITCH) !== 'off'
}

export async function switchJudge(on: boolean): Promise<void> {
  remember(SWITCH, on ? 'on' : 'off')
  if (on) return beginJudging(true)
  end('off')
  await forgetPack()
}

let beginning: Promise<void> | undefined
/** Load what is missing and start; `willing`: the person asked for it, whatever the line costs. */
export function beginJudging(willing = false): Promise<void> {
  beginning ??= begin(willing).finally(() => (beginning = undefined))
  return beginning
}

async function begin(willing: boolean): Promise<void> {
  if (!switchedOn() || standing.value === 'ready' || !me.value?.roles.some((role) => JUDGES.has(role))) return
  try {
    const reason = await unfit()
    if (reason) return end('unfit', reason)
    const pack = await loaded(willing)
    if (!pack) return
    standing.value = 'loading'
    await start(pack)
    judgeBy({ judgementOf, stepsOf })
    standing.value = 'ready'
  } catch (error) {
    end('failed', String(error))
  }
}

/** The newest pack that can be had; nothing where it has to be asked for, or there is none. */
async function loaded(willing: boolean): Promise<Pack | undefined> {
  const [kept, newest] = [keptPack(), await newestPack()]
  if (!newest || (kept?.core === newest.core && kept.rules === newest.rules)) return kept
  const much = kept?.core !== newest.core
  if (much && !willing && !lineIsFree()) {
    awaited.value = newest
    standing.value = 'asks'
    return undefined
  }
  standing.value = 'loading'
  await keepPack(newest)
  awaited.value = undefined
  return newest
}

async function start(pack: Pack): Promise<void> {
  worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module', name: 'judge' })
  worker.addEventListener('message', (event: MessageEvent<Answered>) => settle(event.data))
  worker.addEventListener('error', (event) => end('failed', event.message))
  await ask({ core: addressOf(pack), rules: pack.rules })
}

function ask(question: { core: string; rules: string } | Question): Promise<Said> {
  const id = ++asked
  worker!.postMessage({ id, ...question } satisfies Asked)
  return new Promise((resolve, reject) => open.set(id, { resolve, reject }))
}

function settle(answered: Answered): void {
  const one = open.get(answered.id)
  open.delete(answered.id)
  if ('answer' in answered) one?.resolve(answered)
  else one?.reject(new Error(answered.failed))
}

/** Stop; whoever waits for a verdict gets none. */
export function end(as: Standing, reason = ''): void {
  worker?.terminate()
  worker = undefined
  open.forEach((one) => one.reject(new Error('ended')))
  open.clear()
  judgeBy(undefined)
  standing.value = as
  why.value = reason
}
watch(
  () => me.value?.id,
  (id) => !id && end('off'),
)

interface Known {
  version: number
  facts: unknown
}
interface Answer {
  verdict: Verdict
  judged: string
  after: unknown
}

/** The verdict on a command on a record whose facts are here, after those that wait before it; nothing elsewhere. */
async function judgementOf(entry: Entry): Promise<Judgement | undefined> {
  const known = entry.form && (await factsOf(entry))
  if (!known) return undefined
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE))
  return Promise.race([inOrder(known, [...(await before(entry)), entry]).then((last) => last?.judgement), late])
}

/** What a judgement rests on, as far as it is here: `ahead.ts` fetched it. */
async function factsOf({ service, aggregate, seen }: OnRecord): Promise<Known | undefined> {
  if (seen === null) return undefined
  const kept = await (await store()).get('answers', `${service}${aggregate}/facts`)
  const known = kept?.data as Known | undefined
  return known?.version === seen ? known : undefined
}

/** The steps of a record after what waits on it; nothing where one of that can't be judged here. */
async function stepsOf(record: OnRecord): Promise<Foreseen | undefined> {
  const known = await factsOf(record)
  if (!known) return undefined
  const waits = await before({ aggregate: record.aggregate, key: '' })
  const facts = waits.length ? (await inOrder(known, waits))?.facts : known.facts
  if (!facts) return undefined
  const asked = JSON.stringify({ now: new Date().toISOString() })
  const { answer, laws = {} } = await ask({ service: record.service, facts: JSON.stringify(facts), asked })
  return { steps: JSON.parse(answer) as Step[], labels: laws }
}

/** What was given before on the same record, and waits. */
async function before(entry: Pick<Entry, 'aggregate' | 'key'>): Promise<Entry[]> {
  const all = await (await store()).getAll('entries')
  const same = all.filter(
    (one) => one.aggregate === entry.aggregate && one.state === 'waiting' && one.key !== entry.key,
  )
  return same.sort((one, other) => one.turn - other.turn)
}

/** What is known after commands that wait, with the judgement of the last one; `chain` names the facts and them all. */
interface After {
  chain: string
  facts: unknown
  judgement: Judgement
}
/** What was found last: whoever gives one command after the other has each judged once. */
let foundLast: After | undefined

/** Judge commands one after the other, each on what came of the one before; nothing where one of them can't be. */
async function inOrder(known: Known, entries: Entry[]): Promise<After | undefined> {
  const on = `${entries[0]?.aggregate} ${known.version}`
  const chains = entries.map((_, at) => [on, ...entries.slice(0, at + 1).map((one) => one.key)].join(' '))
  const begun = foundLast ? chains.indexOf(foundLast.chain) : -1
  let found = begun < 0 ? undefined : foundLast
  for (const entry of entries.slice(begun + 1)) {
    const facts = found ? found.facts : known.facts
    if (!facts) return undefined
    const given = JSON.stringify(givenOf(entry))
    const said = await ask({ service: entry.service, facts: JSON.stringify(facts), given })
    const { verdict, judged, after } = JSON.parse(said.answer) as Answer
    const judgement = plain({ verdict, told: judged, law: said.law })
    found = { chain: chains[entries.indexOf(entry)]!, facts: after, judgement }
  }
  return (foundLast = found)
}

/** A command as a judge takes it. */
export function givenOf(entry: Entry): Record<string, unknown> {
  const step = entry.form!.step
  return {
    step: step.name,
    body: entry.body ?? {},
    item: /\/acts\/([^/]+)\//.exec(entry.path)?.[1] ?? '',
    key: entry.key,
    now: new Date(entry.at).toISOString(),
    files: entry.files.map((file) => file.sha256),
    pictures: entry.files.filter((file) => file.type.startsWith('image/')).map((file) => file.sha256),
  }
}
