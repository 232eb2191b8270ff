import { localKey } from '../../../scripts/local/accounts.ts'
import { integerAt, isRecord, textAt } from '../../../scripts/local/json.ts'
import { startTestPart } from '../../support/part.ts'
import type { KeptChain } from './keptChain.ts'

export const keeperKey = localKey(31337, 'gasSigner')
type KeeperProcess = Awaited<ReturnType<typeof startKeeper>>

/** How a keeper ended, and what its last line says: ids, with the period or reason that is told beside them. */
export type Told = {
  code: number | null
  ok: boolean
  charged: number
  failed: number
  last: {
    charged: [id: string, period: number][]
    failed: [id: string, reason: string][]
    skipped: [id: string, reason: string][]
    /** Gas used by each. */
    transactions: number[]
  }
}

export function startKeeper({ rpcUrl, box }: KeptChain, ...args: string[]) {
  const place = ['--manager', box.manager, '--from-block', '0']
  return startKeeperWith({ KEEPER_RPC_URL: rpcUrl, KEEPER_KEY: keeperKey }, '--json', ...place, ...args)
}

export function startKeeperWith(env: Record<string, string>, ...args: string[]) {
  return startTestPart({ name: 'keeper', file: 'scripts/keeper.ts', env, args })
}

/** One round, to its end. */
export async function keepOnce(chain: KeptChain, ...args: string[]): Promise<Told> {
  return toldBy(await startKeeper(chain, '--once', ...args))
}

/** Waits for its end, and reads the line of JSON that it closes with. */
export async function toldBy(keeper: KeeperProcess): Promise<Told> {
  const { code } = await keeper.exited
  const output = keeper.output()
  if (output.includes(keeperKey.slice(2))) throw new Error('the keeper printed its key')
  const line = output.split('\n').findLast((text) => text.startsWith('{"keeper"'))
  if (line === undefined) throw new Error(`the keeper told nothing:\n${keeper.tail()}`)
  const told: unknown = JSON.parse(line)
  if (!isRecord(told)) throw new Error(`the keeper told ${line}`)
  const { last } = told
  return {
    code,
    ok: told.ok === true,
    charged: integerAt(told, 'charged'),
    failed: integerAt(told, 'failed'),
    last: {
      charged: listAt(last, 'charged', (item) => [textAt(item, 'id'), integerAt(item, 'period')]),
      failed: listAt(last, 'failed', (item) => [textAt(item, 'id'), textAt(item, 'reason')]),
      skipped: listAt(last, 'skipped', (item) => [textAt(item, 'id'), textAt(item, 'reason')]),
      transactions: listAt(last, 'transactions', (item) => integerAt(item, 'gasUsed')),
    },
  }
}

function listAt<T>(value: unknown, name: string, parse: (item: unknown) => T): T[] {
  const list = isRecord(value) ? value[name] : undefined
  if (!Array.isArray(list)) throw new Error(`the keeper told no list of what it has ${name}`)
  return list.map(parse)
}
