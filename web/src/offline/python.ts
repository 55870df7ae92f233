/** Python with the rules of cases in it, as the pack holds them; the same in a worker of the browser and under Node. */

export interface Judge {
  /** The verdict on a command; all three are JSON, as `cases.judge` defines it. */
  judge(facts: string, given: string): string
  /** A citation of the law in Chinese. */
  cited(law: string): string | undefined
}

interface Python {
  unpackArchive(content: ArrayBuffer | Uint8Array, format: 'zip', options: { extractDir: string }): void
  runPython(code: string): unknown
  FS: { readFile(path: string, options: { encoding: 'utf8' }): string }
  pyimport(module: string): { load(pack: string): Pick<Judge, 'judge'> } & Pick<Judge, 'cited'>
}
type Load = (options: { indexURL: string; stdLibURL: string }) => Promise<Python>

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
  const judging = python.pyimport('cases.judge').load(python.FS.readFile(`${PLACE}/pack.json`, { encoding: 'utf8' }))
  const articles = python.pyimport('contracts.articles')
  return { judge: (facts, given) => judging.judge(facts, given), cited: (law) => articles.cited(law) }
}
