import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { type RunningState, readRunningState } from '../local/runningState.ts'
import { florinDir, ROOT } from '../local/settings.ts'

export interface ProvidedSystem {
  state: RunningState
  /** Stops what was started for the demo; a system that ran before goes on. */
  release(): Promise<void>
}

/** The system that runs in this clone, or one that is started for as long as the demo takes. */
export async function provideSystem(env: NodeJS.ProcessEnv): Promise<ProvidedSystem> {
  const dir = florinDir(env)
  const running = readRunningState(dir)
  if (running) return { state: running, release: async () => undefined }
  process.stderr.write('Nothing runs yet: starting Florin for the demo.\n')
  const child = spawn(process.execPath, [path.join(ROOT, 'scripts/start.ts'), '--json'], {
    cwd: ROOT,
    env: { ...env, LIFELINE_FD: '3' },
    // Its standard output is ours to read; what it says goes to the terminal. The fourth is its lifeline: it stops
    // everything when we are gone, however that came about.
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  })
  const exited = once(child, 'exit')
  const release = async () => {
    child.kill('SIGTERM')
    await exited
  }
  const ready = new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()))
  await Promise.race([ready, exited])
  const state = readRunningState(dir)
  if (state) return { state, release }
  await release()
  throw new Error('Florin did not start; the lines above say why.')
}
