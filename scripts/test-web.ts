// `npm run test:web`: builds the pages and tests them in a real browser.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildWeb } from '../web/build.ts'
import { onLifelineClosed } from './local/lifeline.ts'

const HELP = `Usage: npm run test:web [-- --screenshots [<state>…]] [--json]

Builds the pages and tests them in a real Chromium.
--screenshots writes a picture of every state (or of the named ones) to .florin/screenshots instead.
`

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const TESTS = ['--test', '--test-reporter=spec', '--test-concurrency=2', 'test/web/**/*.test.ts']

/** Runs Node with the output of this process and ends with it. */
function runNode(args: readonly string[], isQuiet: boolean): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', isQuiet ? 2 : 1, 2] })
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  onLifelineClosed(stop)
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    json: { type: 'boolean', default: false },
    screenshots: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}

await buildWeb()
let code = 0
if (values.screenshots) {
  const { takeScreenshots } = await import('../test/web/screenshots.ts')
  await takeScreenshots(join(ROOT, '.florin/screenshots'), positionals)
} else {
  code = await runNode(TESTS, values.json)
}
if (values.json) process.stdout.write(`${JSON.stringify({ ok: code === 0 })}\n`)
process.exit(code)
