/** Python with the rules of the services in it, as the pack holds them; the same in a worker of the browser and under Node. */

export interface Judge {
  /** The verdict on a command to a service; all three texts are JSON, as `contracts.judging` defines them. */
  judge(service: string, facts: string, given: string): string
  /** The steps that may come next, as JSON; `asked` tells the moment. */
  steps(service: string, facts: string, asked: string): string
  /** A citation of the law in Chinese. */
  cited(law: string): string | undefined
}

interface OfService {
  judge(facts: string, given: string): string
  steps(facts: string, asked: string): string
}
interface Python {
  unpackArchive(content: ArrayBuffer | Uint8Array, format: 'zip', options: { extractDir: string }): void
  runPython(code: string): unknown
  FS: { readFile(path: string, options: { encoding: 'utf8' }): string }
  pyimport(module: string): { load(pack: string): OfService } & Pick<Judge, 'cited'>
}
type Load = (options: { indexURL: string; stdLibURL: string }) => Promise<Python>

/** What the judge of each service is loaded with. */
interface Packed {
  judges: Record<string, string>
}

const PLACE = '/rules'

/** Start Python; `core` is the address of the folder that holds it, ending in a slash. */
export async function startJudge(
  core: string,
  rules: string,
  read: (address: string) => Promise<ArrayBuffer | Uint8Array>,
): Promise<Judge> {
  const { loadPyodide } = (await import(/* @vite-ignore */ `${core}pyodide.mjs`)) as { loadPyodide: Load }
  const python = await loadPyodide({ indexURL: core, stdLibURL: `${core}python_stdlib.zip` })
  for (const name of ['libraries.zip', `${rules}.zip`])
    python.unpackArchive(await read(`${core}${name}`), 'zip', { extractDir: PLACE })
  python.runPython(`import sys; sys.path.insert(0, '${PLACE}')`)
  const { judges } = JSON.parse(python.FS.readFile(`${PLACE}/pack.json`, { encoding: 'utf8' })) as Packed
  const of = Object.fromEntries(
    Object.entries(judges).map(([service, pack]) => [service, python.pyimport(`${service}.judge`).load(pack)]),
  )
  const articles = python.pyimport('contracts.articles')
  return {
    judge: (service, facts, given) => of[service]!.judge(facts, given),
    steps: (service, facts, asked) => of[service]!.steps(facts, asked),
    cited: (law) => articles.cited(law),
  }
}
