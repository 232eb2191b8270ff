import type { Part } from '../../../../scripts/local/part.ts'
import { indexerEnvironment } from '../../../indexer/support/indexer.ts'
import type { TestDatabase } from '../../../support/database.ts'
import { startTestPart } from '../../../support/part.ts'
import { waitFor } from '../../../support/waitFor.ts'

/** Whom a crash takes: Ponder's process alone, or all that an indexer runs. */
export type Victim = 'ponder' | 'indexer'

export type Site = {
  database: TestDatabase
  deployments: string
  chains: readonly { chainId: number; rpcUrl: string }[]
}

type Running = { part: Part; url: string; schema: string; ponderPid: number }

/** One indexer with views of its own, which can be killed and started again. */
export type Lane = {
  name: string
  victim: Victim
  start(build: string): Promise<void>
  /** Starts the same build again. */
  restart(): Promise<void>
  /** SIGKILL; answers when all of it is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
  isReady(): Promise<boolean>
  schema(): string
  /** The last it said, for when it does not come back. */
  tail(): string
}

export function openLane(site: Site, name: string, victim: Victim): Lane {
  let running: Running | undefined
  let build = ''

  const now = (): Running => {
    if (!running) throw new Error(`indexer ${name} was not started`)
    return running
  }

  async function restart(): Promise<void> {
    const part = await startTestPart({
      name: `indexer-${name}`,
      file: 'indexer/main.ts',
      ready: 'line',
      env: { ...indexerEnvironment(site.database, { ...site, build }), CHAIN_GROUP: name },
    })
    running = { part, url: part.url, ...(await startedBy(part)) }
  }

  return {
    name,
    victim,
    restart,
    start: (wanted) => {
      // A build's schema is named by the build alone, and has one writer.
      build = `${wanted}${name}`
      return restart()
    },
    async kill() {
      const { part, ponderPid } = now()
      process.kill(victim === 'ponder' ? ponderPid : -part.pid, 'SIGKILL')
      await part.exited
    },
    stop: async () => running?.part.stop(),
    isReady: async () => (await fetch(`${now().url}/ready`).catch(() => undefined))?.ok === true,
    schema: () => now().schema,
    tail: () => now().part.tail(),
  }
}

async function startedBy(part: Part): Promise<{ schema: string; ponderPid: number }> {
  const said = () => /"schema":"(\w+)".*"ponder_pid":(\d+)/.exec(part.output())
  const [, schema = '', pid] = await waitFor(said, { describe: 'an indexer to start Ponder' })
  return { schema, ponderPid: Number(pid) }
}
