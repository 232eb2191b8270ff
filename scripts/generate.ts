// `npm run generate`: writes every generated file anew; with --check it only says whether they are fresh.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { readOptions } from './local/options.ts'
import { ROOT } from './local/settings.ts'

const HELP = 'Usage: npm run generate [-- --check]\nRuns each scripts/generate-*.ts.\n'

const values = readOptions(HELP, { check: { type: 'boolean' } })
const args = values.check ? ['--check'] : []
const failed = globSync('scripts/generate-*.ts', { cwd: ROOT })
  .sort()
  .filter(
    (script) => spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status !== 0,
  )
if (failed.length > 0) {
  process.stderr.write(`Not in order: ${failed.join(', ')}\n`)
  process.exit(1)
}
