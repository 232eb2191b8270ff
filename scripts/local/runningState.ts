import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseUrls } from './database.ts'
import { integerAt, isRecord, textAt } from './json.ts'

/** The demo merchant of the local chain, with its key and one invoice that waits to be paid. */
export type DemoAccess = { merchant: string; apiKey: string; invoice: string; checkoutUrl: string }

type RunningUrls = { web: string; api: string; worker: string; indexer: string; rpc: string }

/** What a running `npm start` tells other commands of the same clone. */
export type RunningState = {
  pid: number
  startedAt: string
  chainId: number
  deploymentsDir: string
  urls: RunningUrls
  /** For `npm run demo`, which compares what the parts say with what the books hold. */
  database: { name: string; urls: DatabaseUrls }
  /** Null on any chain but a local one. */
  demo: DemoAccess | null
}

export const runningStateFile = (dir: string) => path.join(dir, 'running.json')

/** It holds keys and passwords, so only its owner may read it. */
export function writeRunningState(dir: string, state: RunningState): void {
  writeFileSync(runningStateFile(dir), `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
}

/** The system that runs in this folder now, or undefined. */
export function readRunningState(dir: string): RunningState | undefined {
  const file = runningStateFile(dir)
  if (!existsSync(file)) return undefined
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const text = (...at: string[]) => textAt(kept, ...at)
  const urls = (...at: string[]) => text('urls', ...at)
  const database = (...at: string[]) => text('database', ...at)
  const hasDemo = isRecord(kept) && kept.demo !== null
  return {
    pid: integerAt(kept, 'pid'),
    startedAt: text('startedAt'),
    chainId: integerAt(kept, 'chainId'),
    deploymentsDir: text('deploymentsDir'),
    urls: {
      web: urls('web'),
      api: urls('api'),
      worker: urls('worker'),
      indexer: urls('indexer'),
      rpc: urls('rpc'),
    },
    database: {
      name: database('name'),
      urls: {
        owner: database('urls', 'owner'),
        api: database('urls', 'api'),
        worker: database('urls', 'worker'),
        indexer: database('urls', 'indexer'),
        reports: database('urls', 'reports'),
      },
    },
    demo: hasDemo
      ? {
          merchant: text('demo', 'merchant'),
          apiKey: text('demo', 'apiKey'),
          invoice: text('demo', 'invoice'),
          checkoutUrl: text('demo', 'checkoutUrl'),
        }
      : null,
  }
}
