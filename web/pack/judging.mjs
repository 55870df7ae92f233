// Judges what it is given as lines of JSON, with the pack in the folder of the first argument: [service, facts, given,
// 'judge'] as texts, or [service, facts, asked, 'steps'].
// A line comes out for each line that goes in; the last of standard error tells how long it took.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { startJudge } from '../src/offline/python.ts'

const pack = resolve(process.argv[2])
const { core, rules } = JSON.parse(readFileSync(join(pack, 'current.json'), 'utf8'))
const began = performance.now()
const judge = await startJudge(join(pack, core, '/'), rules, (address) =>
  Promise.resolve(new Uint8Array(readFileSync(address))),
)
const started = performance.now()
let lines = 0
for await (const line of createInterface({ input: process.stdin })) {
  lines += 1
  const [service, facts, given, what] = JSON.parse(line)
  process.stdout.write(`${JSON.stringify(judge[what](service, facts, given))}\n`)
}
const took = (since, until) => ((until - since) / 1000).toFixed(2)
console.error(`started in ${took(began, started)} s, ${lines} judged in ${took(started, performance.now())} s`)
