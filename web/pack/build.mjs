// Builds what judges on a phone into the folder OUT: Python for the browser and its libraries below the hash of what
// they are made of, the rules in an archive beside them, named by theirs, and `current.json`, which tells both.
// Usage: node web/pack/build.mjs WHEELS RULES OUT (the wheels of wheels.lock, and what tools/pack.py wrote)
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { loadPyodide, version } from 'pyodide'

const HERE = import.meta.dirname
const [wheels, rulesFile, out] = process.argv.slice(2).map((name) => resolve(name))
const PYODIDE = dirname(fileURLToPath(import.meta.resolve('pyodide')))
const RUNTIME = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm']
/** 11 takes a minute more than 9 and saves a tenth: worth it for an image, not for every `make run`. */
const QUALITY = Number(process.env.PACK_QUALITY ?? 9)
const DONE = '.whole'

const core = coreHash()
const folder = join(out, core)
const lock = JSON.parse(readFileSync(join(PYODIDE, 'pyodide-lock.json'), 'utf8'))
const noPackages = JSON.stringify({ info: lock.info, packages: {} })
const python = await loadPyodide({ lockFileContents: noPackages })
mount('wheels', wheels)
mount('pyodide', PYODIDE)
python.FS.writeFile('/in/rules.zip', new Uint8Array(readFileSync(rulesFile)))
python.runPython(readFileSync(join(HERE, 'archive.py'), 'utf8'))
if (!existsSync(join(folder, DONE))) buildCore()
const rules = buildRules()
writeFileSync(join(out, 'current.json'), JSON.stringify({ core, rules, files: files(rules) }))
forgetOthers()

function coreHash() {
  const hash = createHash('sha256')
  const made = [...RUNTIME, 'python_stdlib.zip'].map((name) => join(PYODIDE, name))
  const own = ['archive.py', 'build.mjs'].map((name) => join(HERE, name))
  for (const file of [...made, ...wheelFiles(), ...own]) hash.update(readFileSync(file))
  return hash.update(String(QUALITY)).digest('hex').slice(0, 16)
}

function wheelFiles() {
  const names = readdirSync(wheels).filter((name) => name.endsWith('.whl'))
  return names.sort().map((name) => join(wheels, name))
}

function mount(name, path) {
  python.FS.mkdirTree(`/in/${name}`)
  python.FS.mount(python.FS.filesystems.NODEFS, { root: path }, `/in/${name}`)
}

function buildCore() {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of RUNTIME) cpSync(join(PYODIDE, name), join(folder, name))
  writeFileSync(join(folder, 'pyodide-lock.json'), noPackages)
  writeFileSync(join(folder, 'python_stdlib.zip'), called('standard_library'))
  writeFileSync(join(folder, 'libraries.zip'), called('libraries'))
  writeFileSync(join(folder, 'licences.txt'), licences())
  for (const name of readdirSync(folder)) packed(join(folder, name))
  writeFileSync(join(folder, DONE), '')
}

/** The rules, compiled. Answers their hash. */
function buildRules() {
  const [hash, archive] = called('rules')
  const file = join(folder, `${hash}.zip`)
  writeFileSync(file, archive)
  packed(file)
  return hash
}

function called(name) {
  return python.globals.get(name)().toJs()
}

function packed(file) {
  const content = readFileSync(file)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  writeFileSync(`${file}.br`, brotliCompressSync(content, { params }))
}

function licences() {
  const runtime = readFileSync(join(HERE, 'runtime-licences.md'), 'utf8').replace('{version}', version)
  return `${runtime}\n${python.globals.get('licences')()}`
}

/** What a phone loads, with the bytes that go over the line. */
function files(rules) {
  const names = [...RUNTIME, 'pyodide-lock.json', 'python_stdlib.zip', 'libraries.zip', `${rules}.zip`]
  return Object.fromEntries(names.map((name) => [name, statSync(join(folder, `${name}.br`)).size]))
}

/** Rules of a while ago, and what was made of other packages. */
function forgetOthers() {
  const kept = new Set([`${rules}.zip`, `${rules}.zip.br`])
  for (const name of readdirSync(out))
    if (![core, 'current.json'].includes(name)) rmSync(join(out, name), { recursive: true })
  for (const name of readdirSync(folder))
    if (/^[0-9a-f]{16,}\.zip/.test(name) && !kept.has(name)) rmSync(join(folder, name))
}
