import { globSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../local/settings.ts'

/** One command of `npm run check` or `npm test`. */
export type Step = {
  name: string
  /** Arguments of Node: a script of ours, or a tool's file and its arguments. */
  args: readonly string[]
  /** A step with tests fails when it ran none, since then something was not found. */
  hasTests: boolean
}

const tool = (name: string) => path.join('node_modules', '.bin', name)
const check = (name: string, ...args: string[]): Step => ({ name, args, hasTests: false })
const tests = (name: string, ...args: string[]): Step => ({ name, args, hasTests: true })

/** Two test files at a time suit two cores; parts of other files compete for nothing but time. */
function nodeTests(name: string, folder: string, concurrency = 2): Step {
  return tests(
    name,
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${concurrency}`,
    `${folder}/**/*.test.ts`,
  )
}

export function checkSteps(): Step[] {
  const shipped = 'contracts/**/*.sol'
  return [
    // The two that take longest come first, so that neither is left alone at the end with a core idle.
    check('generated files fresh', 'scripts/generate.ts', '--check'),
    check('types of Node code', tool('tsc'), '-p', 'tsconfig.json'),
    check('format and lint', tool('biome'), 'ci', '--error-on-warnings', '.'),
    check('types of the indexer', tool('tsc'), '-p', 'indexer/tsconfig.json'),
    check(
      'types of the baseline of the index benchmark',
      tool('tsc'),
      '-p',
      'bench/indexing/plain/tsconfig.json',
    ),
    check('types of the pages', tool('tsc'), '-p', 'web/tsconfig.json'),
    check("types of the pages' server", tool('tsc'), '-p', 'web/tsconfig.node.json'),
    check('Solidity lint', tool('solhint'), '--disc', '--noPoster', '--max-warnings', '0', shipped),
    check('Solidity format', tool('prettier'), '--check', shipped, 'test/**/*.sol'),
    check('unused code', tool('knip')),
    check('lockfile complete', 'scripts/complete-lock.ts', '--check'),
    check('OpenAPI lint', 'scripts/lint-openapi.ts'),
    tests('import rules', '--test', '--test-reporter=spec', 'test/architecture.test.ts'),
  ]
}

/** Folders of test/ that need another runner than `node --test`, or a machine to themselves. */
const OWN_STEP = ['contracts', 'web', 'e2e']

function plainFolders(): string[] {
  const files = globSync('test/*/**/*.test.ts', { cwd: ROOT })
  const folders = new Set(files.map((file) => file.split(path.sep)[1] ?? ''))
  return [...folders].filter((folder) => !OWN_STEP.includes(folder)).sort()
}

export function testSteps(): Step[] {
  return [
    ...plainFolders().map((folder) => nodeTests(folder, `test/${folder}`)),
    tests('contracts', 'scripts/test-contracts.ts'),
    // End to end, a whole system runs at a time.
    nodeTests('e2e', 'test/e2e', 1),
    tests('web', 'scripts/test-web.ts'),
  ]
}
