// `npm run check`: everything that can be known without running Florin.
import { readOptions } from './local/options.ts'
import { createDisplay } from './testing/display.ts'
import { runSteps } from './testing/runSteps.ts'
import { checkSteps } from './testing/steps.ts'
import { untilStopped } from './testing/untilStopped.ts'

const HELP = `Usage: npm run check

Format and lint (Biome, solhint, prettier), strict types, unused code (knip), the import rules, generated files
fresh, lockfile complete. Exits with 1 when any of them fails.
`

readOptions(HELP, {})

await untilStopped(async (supervisor) => {
  const steps = checkSteps()
  const display = createDisplay(steps.length)
  const { failedSteps } = await runSteps(steps, { supervisor, display, env: {}, concurrency: 2 })
  display.close()
  const verdict = failedSteps.length > 0 ? `Failed: ${failedSteps.join(', ')}.` : 'Everything is in order.'
  process.stdout.write(`${verdict}\n`)
  return failedSteps.length > 0 ? 1 : 0
})
