import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { florinDir, ROOT } from '../local/settings.ts'
import { StoppedError, type Supervisor } from '../local/supervisor.ts'
import { addCounts, type Counts, countTests, NO_TESTS } from './counts.ts'
import type { Display } from './display.ts'
import type { Step } from './steps.ts'

const GUARD = fileURLToPath(new URL('../local/guard.ts', import.meta.url))
const STOP_TIMEOUT_MS = 10_000

export type Outcome = { counts: Counts; failedSteps: string[] }

export type RunOptions = {
  supervisor: Supervisor
  display: Display
  env: Record<string, string>
  /** How many steps may run at the same time. */
  concurrency: number
}

type StepResult = { counts: Counts; failure: string | undefined; output: string; logFile: string }

async function runStep(step: Step, { supervisor, env }: RunOptions): Promise<StepResult> {
  const logFile = path.join(
    florinDir(process.env),
    'logs',
    'test',
    `${step.name.replaceAll(/\W+/g, '-')}.log`,
  )
  const part = supervisor.start('task', {
    name: step.name,
    command: process.execPath,
    args: [GUARD, 'SIGTERM', '-', '-', process.execPath, ...step.args],
    cwd: ROOT,
    env,
    logFile,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  })
  const { code, signal } = await part.exited
  if (supervisor.isStopping()) throw new StoppedError(`${step.name} was stopped.`)
  const output = part.output()
  const counts = step.hasTests ? countTests(output) : NO_TESTS
  return { counts, output, logFile, failure: failureOf(step, counts, signal ?? code) }
}

function failureOf(step: Step, counts: Counts, ending: number | string | null): string | undefined {
  if (counts.failed > 0) return `${counts.failed} failed`
  if (ending !== 0) return `ended with ${ending}`
  if (step.hasTests && counts.passed === 0) return 'ran no tests'
  return undefined
}

/** Node's runner repeats what failed at the end; other tools say little else. */
function excerpt(output: string): string {
  const failing = output.indexOf('✖ failing tests:')
  return (failing === -1 ? output : output.slice(failing)).trimEnd()
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

async function runAndTell(step: Step, options: RunOptions, outcome: Outcome): Promise<void> {
  const { display } = options
  const since = performance.now()
  display.begins(step.name)
  const { counts, failure, output, logFile } = await runStep(step, options)
  const passed = step.hasTests ? `${counts.passed} passed, ` : ''
  display.ends(
    step.name,
    failure ? 'failed' : 'passed',
    `${passed}${failure ? `${failure}, ` : ''}${seconds(since)}`,
  )
  if (failure) {
    display.tell(`${excerpt(output)}\n  (${logFile})`)
    outcome.failedSteps.push(step.name)
  }
  // A step that broke without saying how many of its tests failed still counts as one failure.
  const failed = failure ? Math.max(1, counts.failed) : 0
  outcome.counts = addCounts(outcome.counts, { ...counts, failed })
}

/** Runs every step, also after one has failed: a person wants to know all that is broken. */
export async function runSteps(steps: readonly Step[], options: RunOptions): Promise<Outcome> {
  const outcome: Outcome = { counts: NO_TESTS, failedSteps: [] }
  const waiting = [...steps]
  async function worker(): Promise<void> {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runAndTell(step, options, outcome)
  }
  await Promise.all(Array.from({ length: options.concurrency }, worker))
  return outcome
}
