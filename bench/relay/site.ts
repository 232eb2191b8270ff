import { generatePrivateKey, privateKeyToAddress } from 'viem/accounts'
import type { Part } from '../../scripts/local/part.ts'
import { testClientOf } from '../../test/api/relays/support/chain.ts'
import { openWorld, type World } from '../../test/api/support/world.ts'
import { startTestPart } from '../../test/support/part.ts'

type Hex = `0x${string}`

const SIGNERS = 8
const PROCESSES = 2
/** More than any signer spends here. */
const ETHER = 10n ** 21n

/** What is measured: a chain with a block each second, Postgres, API and worker processes. */
export interface Site {
  world: World
  /** Keys of the baseline; nobody else uses them. */
  bareKeys: Hex[]
  apiUrls: string[]
  parts: { name: string; part: Part }[]
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const world = await openWorld({ blockTimeSeconds: 1 })
  const parts: Site['parts'] = [{ name: 'anvil', part: world.anvil.part }]
  const close = async () => {
    for (const { part } of parts.splice(1).reverse()) await part.stop()
    await world.close()
  }
  try {
    const keys = await fundedKeys(world)
    const bareKeys = await fundedKeys(world)
    const apiUrls: string[] = []
    for (let index = 0; index < PROCESSES; index += 1) {
      const api = await start(world, 'api', `api-${index}`, keys)
      parts.push({ name: 'api', part: api })
      apiUrls.push(api.url)
      parts.push({ name: 'worker', part: await start(world, 'worker', `worker-${index}`, keys) })
    }
    return { world, bareKeys, apiUrls, parts, close }
  } catch (error) {
    await close()
    throw error
  }
}

function start(world: World, role: 'api' | 'worker', name: string, keys: readonly Hex[]) {
  const file = role === 'api' ? 'api/src/main.ts' : 'api/src/worker.ts'
  // With the log that a host has, since it is part of what a relay costs.
  const env = { ...world.env(role), LOG_LEVEL: 'info', GAS_SIGNER_KEYS: keys.join(',') }
  return startTestPart({ name, file, env, ready: 'line' })
}

async function fundedKeys(world: World): Promise<Hex[]> {
  const rpc = testClientOf(world)
  const keys = Array.from({ length: SIGNERS }, generatePrivateKey)
  for (const key of keys) await rpc.setBalance({ address: privateKeyToAddress(key), value: ETHER })
  return keys
}
