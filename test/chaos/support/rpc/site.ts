import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { openStack, type Stack } from '../../../e2e/support/stack.ts'
import { startTestAnvil } from '../../../support/chain.ts'
import type { Random } from '../../../support/random.ts'
import { allowRefunds, chainOf } from '../processes/onChain.ts'
import { runProcess } from '../processes/run.ts'
import { type Supervised, supervise } from '../processes/supervise.ts'
import { type FaultyProxy, startFaultyProxy } from './proxy.ts'

type Desk = { merchant: TestMerchant; clients: readonly [FlorinClient, ...FlorinClient[]] }

/** Two API processes and two workers with two endpoints of one chain, all of them behind proxies. */
export type RpcSite = {
  stack: Stack
  proxies: readonly FaultyProxy[]
  desks: readonly [Desk, ...Desk[]]
  workers: readonly Supervised[]
  /** Answers of the API that neither are right nor say that the chain is away. */
  failures: readonly string[]
  close(): Promise<void>
}

const CONFIRMATIONS = 2
const MERCHANTS = 3
const OTHER_CHAIN = 31_338

export async function openRpcSite(random: Random): Promise<RpcSite> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const stack = await openStack({ confirmations: CONFIRMATIONS, blockTimeSeconds: 1 })
    closing.push(() => stack.close())
    const { world } = stack
    const other = await startTestAnvil({ chainId: OTHER_CHAIN })
    closing.push(() => other.stop())
    const proxies: FaultyProxy[] = []
    for (let index = 0; index < 2; index += 1) {
      const proxy = await startFaultyProxy({ rpcUrl: world.anvil.rpcUrl, otherUrl: other.rpcUrl, random })
      proxies.push(proxy)
      closing.push(proxy.close)
    }
    const env = { [`RPC_URL_${world.chain.chainId}`]: proxies.map(({ url }) => url).join() }
    const apis = [await runProcess(world, 'api', env), await runProcess(world, 'api', env)]
    closing.push(...apis.map((api) => () => api.stop()))
    const workers: Supervised[] = []
    for (let index = 0; index < 2; index += 1) {
      const worker = await supervise(() => runProcess(world, 'worker', { ...env, LOG_LEVEL: 'warn' }))
      workers.push(worker)
      closing.push(worker.stop)
    }
    const failures: string[] = []
    const open = () =>
      openDesk(
        stack,
        apis.map(({ url }) => url),
        failures,
      )
    const desks: [Desk, ...Desk[]] = [await open()]
    while (desks.length < MERCHANTS) desks.push(await open())
    return { stack, proxies, desks, workers, failures, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDesk({ world }: Stack, apiUrls: readonly string[], failures: string[]): Promise<Desk> {
  const merchant = await addMerchant(world)
  await allowRefunds(world, chainOf(world), merchant.account)
  const watched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (response.status >= 500 && response.status !== 503) {
      failures.push(`${response.status} ${response.url}: ${await response.clone().text()}`)
    }
    return response
  }
  const [first, ...others] = apiUrls.map((apiUrl) => florin({ apiUrl, apiKey: merchant.key, fetch: watched }))
  if (!first) throw new Error('there is no API process')
  return { merchant, clients: [first, ...others] }
}
