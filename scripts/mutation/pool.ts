import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromWorker, ToWorker } from './messages.ts'
import type { Judged, Mutant, Verdict } from './mutant.ts'
import type { Plan } from './mutants.ts'
import type { Project } from './project.ts'

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url))
const START_TIMEOUT_MS = 600_000
const LEAST_TIMEOUT_MS = 60_000

export type PoolOptions = {
  project: Project
  plan: Plan
  mutants: readonly Mutant[]
  workers: number
  onJudged(judged: Judged): void
}

type Worker = { judge(mutant: Mutant): Promise<Verdict>; end(): void }

/** The mutant took the worker with it: by not ending, or by ending its process. */
class LostWorkerError extends Error {}

/** Sends a message and waits for the one that answers it. */
function ask(child: ChildProcess, message: ToWorker, timeoutMs: number): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => finish(() => reject(new LostWorkerError('a timeout'))), timeoutMs)
    const onMessage = (answer: FromWorker) => finish(() => resolve(answer))
    const onExit = () => finish(() => reject(new LostWorkerError('the end of the test runner')))
    function finish(settle: () => void): void {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit)
      settle()
    }
    child.on('message', onMessage).on('exit', onExit)
    child.send(message)
  })
}

async function startWorker(project: Project, plan: Plan): Promise<Worker> {
  const child = fork(WORKER, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const end = () => {
    process.off('exit', kill)
    kill()
  }
  const ready = await ask(child, { kind: 'project', project, plan }, START_TIMEOUT_MS)
  if (ready.kind !== 'ready') {
    end()
    throw unexpected(ready)
  }
  const timeoutMs = Math.max(LEAST_TIMEOUT_MS, 3 * ready.milliseconds)
  return {
    end,
    async judge(mutant) {
      const answer = await ask(child, { kind: 'mutant', mutant }, timeoutMs)
      if (answer.kind !== 'verdict') throw unexpected(answer)
      return answer.verdict
    },
  }
}

const unexpected = (answer: FromWorker) =>
  new Error(answer.kind === 'broken' ? answer.why : `A worker answered "${answer.kind}" out of turn.`)

type Slot = { worker?: Worker }

/** A worker that a mutant took with it is replaced when the next mutant comes. */
async function judgeIn(slot: Slot, mutant: Mutant, { project, plan }: PoolOptions): Promise<Verdict> {
  slot.worker ??= await startWorker(project, plan)
  try {
    return await slot.worker.judge(mutant)
  } catch (error) {
    if (!(error instanceof LostWorkerError)) throw error
    slot.worker.end()
    delete slot.worker
    return { outcome: 'killed', by: error.message }
  }
}

/** Judges the mutants in processes of their own, which end with this one. A mutant that takes too long is killed. */
export async function judgeAll(options: PoolOptions): Promise<Judged[]> {
  const waiting = [...options.mutants]
  const judged: Judged[] = []

  async function work(): Promise<void> {
    const slot: Slot = {}
    try {
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        const one = { mutant, verdict: await judgeIn(slot, mutant, options) }
        judged.push(one)
        options.onJudged(one)
      }
    } finally {
      // After a failure the others stop as well.
      waiting.length = 0
      slot.worker?.end()
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.workers, waiting.length) }, work))
  return judged.sort((a, b) => a.mutant.id - b.mutant.id)
}
