import { type Part, type PartOptions, startPart } from './part.ts'
import { signalGroup } from './processGroup.ts'

/** From the outside in: nobody is asked for an answer that a part already gone would have to give. */
const STOP_ORDER = ['task', 'web', 'api', 'worker', 'indexer', 'chain', 'postgres', 'janitor'] as const
export type PartKind = (typeof STOP_ORDER)[number]

/** A step ended because everything is being stopped; there is nothing to tell. */
export class StoppedError extends Error {}

export type Supervisor = {
  /** Watches a part that was started elsewhere; stops it at once when everything is being stopped. */
  watch(kind: PartKind, part: Part): Promise<void>
  start(kind: PartKind, options: PartOptions): Part
  /** Runs a command to its end; throws with the end of its log when it fails. */
  run(options: PartOptions): Promise<string>
  stop(): Promise<void>
  /** No order, no waiting: for a person who asks twice. */
  kill(): void
  isStopping(): boolean
}

/** Keeps the parts of one system together: when one dies, `onDeath` is told which and why. */
export function createSupervisor(onDeath: (reason: string) => void): Supervisor {
  const parts: { kind: PartKind; part: Part }[] = []
  let stopping: Promise<void> | undefined

  function add(kind: PartKind, part: Part): void {
    parts.push({ kind, part })
    if (kind === 'task') return
    part.exited.then(({ code, signal }) => {
      if (stopping || part.isStopping()) return
      const how = signal ? `was killed by ${signal}` : `ended with code ${code}`
      onDeath(`${part.name} ${how}. The end of ${part.logFile}:\n${part.tail()}`)
    })
  }

  function start(kind: PartKind, options: PartOptions): Part {
    if (stopping) throw new StoppedError(`${options.name} is not started any more.`)
    const part = startPart(options)
    add(kind, part)
    return part
  }

  async function stopAll(): Promise<void> {
    for (const kind of STOP_ORDER) {
      await Promise.all(parts.filter((each) => each.kind === kind).map(({ part }) => part.stop()))
    }
  }

  return {
    start,
    async watch(kind, part) {
      add(kind, part)
      if (!stopping) return
      await part.stop()
      throw new StoppedError(`${part.name} is not needed any more.`)
    },
    async run(options) {
      const part = start('task', options)
      const { code, signal } = await part.exited
      if (stopping) throw new StoppedError(`${options.name} was stopped.`)
      if (code === 0) return part.output()
      throw new Error(`${options.name} failed (${signal ?? code}). The end of its log:\n${part.tail()}`)
    },
    stop() {
      stopping ??= stopAll()
      return stopping
    },
    kill() {
      for (const { part } of parts) if (!part.hasExited()) signalGroup(part.pid, 'SIGKILL')
    },
    isStopping: () => stopping !== undefined,
  }
}
