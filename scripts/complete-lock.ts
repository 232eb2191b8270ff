// Adds the lock entries of optional packages for other platforms that the registry in use does not serve. npm
// drops them whenever it writes the lockfile, and `npm ci` then refuses the lockfile on every machine.
// Usage: npm run lock            completes package-lock.json
//        npm run lock -- --check  fails when an entry is missing
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isRecord } from './local/json.ts'
import { readOptions } from './local/options.ts'

const LOCKFILE = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const FOLDER = 'node_modules/'
const OS = /darwin|linux|win32|freebsd|openbsd|netbsd|android|openharmony|sunos|aix/
const CPU = /arm64|x64|ia32|amd64|ppc64|riscv64|s390x|loong64|mips64el|arm/

type Entry = Record<string, unknown>
type Missing = { key: string; entry: Entry }

/** True when a package at `from` that requires `name` finds an entry for it, as Node looks packages up. */
function isLocked(packages: Record<string, unknown>, from: string, name: string): boolean {
  for (let base = from; ; base = base.slice(0, Math.max(0, base.lastIndexOf(FOLDER) - 1))) {
    if (packages[`${base === '' ? '' : `${base}/`}${FOLDER}${name}`]) return true
    if (base === '') return false
  }
}

function platformEntry(parent: Entry, name: string, wanted: string): Entry | undefined {
  const os = OS.exec(name)?.[0]
  if (!os) return undefined
  const cpu = CPU.exec(name)?.[0].replace('amd64', 'x64')
  return {
    version: wanted.replace(/^[\^~]/, ''),
    optional: true,
    ...(parent.dev === true ? { dev: true } : {}),
    os: [os],
    ...(cpu ? { cpu: [cpu] } : {}),
  }
}

/** Every optional platform package that some locked package names and the lockfile lacks. */
function missingEntries(packages: Record<string, unknown>): Missing[] {
  const missing = new Map<string, Missing>()
  for (const [at, parent] of Object.entries(packages)) {
    if (!isRecord(parent) || !isRecord(parent.optionalDependencies)) continue
    for (const [name, wanted] of Object.entries(parent.optionalDependencies)) {
      if (isLocked(packages, at, name)) continue
      const entry = platformEntry(parent, name, String(wanted))
      if (entry) missing.set(name, { key: `${FOLDER}${name}`, entry })
    }
  }
  return [...missing.values()]
}

const HELP = 'Usage: npm run lock [-- --check]\nAdds missing platform packages to package-lock.json.\n'
const values = readOptions(HELP, { check: { type: 'boolean' } })

const lock: unknown = JSON.parse(readFileSync(LOCKFILE, 'utf8'))
if (!isRecord(lock) || !isRecord(lock.packages)) throw new Error('package-lock.json has no "packages".')
const missing = missingEntries(lock.packages)
if (values.check && missing.length > 0) {
  const names = missing.map(({ key }) => `  ${key}`).join('\n')
  process.stderr.write(`package-lock.json lacks ${missing.length} entries; run npm run lock.\n${names}\n`)
  process.exit(1)
}
if (missing.length > 0) {
  const all = [...Object.entries(lock.packages), ...missing.map(({ key, entry }) => [key, entry] as const)]
  lock.packages = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(LOCKFILE, `${JSON.stringify(lock, null, 2)}\n`)
}
process.stderr.write(`package-lock.json: ${values.check ? 'complete' : `${missing.length} entries added`}.\n`)
