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

function nodeTests(folder: string, concurrency: number): Step {
  return tests(
    folder,
    '--test',
    '--test-reporter=spec',
    `--test-concurrency=${concurrency}`,
    `test/${folder}/**/*.test.ts`,
  )
}

export function checkSteps(): Step[] {
  const shipped = 'contracts/**/*.sol'
  return [
    // Those that take longest come first, so that none is left alone at the end with a core idle.
    check('generated files fresh', 'scripts/generate.ts', '--check'),
    check('types of Node code', tool('tsc'), '-p', 'tsconfig.json'),
    check('Solidity format', tool('prettier'), '--check', shipped, 'test/**/*.sol'),
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
    check('unused code', tool('knip')),
    check('lockfile complete', 'scripts/complete-lock.ts', '--check'),
    check('OpenAPI lint', 'scripts/lint-openapi.ts'),
    tests('import rules', '--test', '--test-reporter=spec', 'test/architecture.test.ts'),
  ]
}

/** Folders of test/ that need another runner than `node --test`. */
const OWN_RUNNER = ['contracts', 'web']
/** Folders whose tests mostly wait: for programs that start, for blocks of a second, for npm. */
const WAITING = ['e2e', 'sdk', 'local', 'keeper']

function plainFolders(): string[] {
  const files = globSync('test/*/**/*.test.ts', { cwd: ROOT })
  const folders = new Set(files.map((file) => file.split(path.sep)[1] ?? ''))
  return [...folders].filter((folder) => !OWN_RUNNER.includes(folder)).sort()
}

/**
 * Two lanes, whose steps run one after another, each lane beside the other one. The first keeps two cores busy with two test
 * files at a time, whose parts compete for nothing but time. The second mostly waits, so one file at a time fits in between;
 * end to end, a whole system runs at a time.
 */
export function testLanes(): Step[][] {
  const busy = plainFolders().filter((folder) => !WAITING.includes(folder))
  return [
    [
      tests('contracts', 'scripts/test-contracts.ts'),
      ...busy.map((folder) => nodeTests(folder, 2)),
      tests('web', 'scripts/test-web.ts'),
    ],
    WAITING.map((folder) => nodeTests(folder, 1)),
  ]
}
