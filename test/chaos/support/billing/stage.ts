import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import { Pool } from 'pg'
import { startWebhookReceiver, type WebhookReceiver } from '../../../../scripts/demo/webhookReceiver.ts'
import type { Part } from '../../../../scripts/local/part.ts'
import { addMerchant, type TestMerchant } from '../../../api/support/merchants.ts'
import { openStack, type Stack } from '../../../e2e/support/stack.ts'
import type { Random } from '../../../support/random.ts'
import { type ChaosChain, openChain } from '../chain.ts'
import { openScene, type Scene } from '../load/scene.ts'
import { type RememberingNode, startRememberingNode } from '../rememberingNode.ts'
import { issueInvoices } from './invoices.ts'

/** Blocks until a fact counts: fewer than most reorgs are deep, so that what counted has to be taken back. */
const CONFIRMATIONS = 2
/** The chain calls a block final 64 blocks later, as most do; deeper than any reorg here. */
const SLOTS_IN_AN_EPOCH = 32

export type Desk = { merchant: TestMerchant; api: FlorinClient; receiver: WebhookReceiver }

/** A whole Florin with merchants that have webhooks, and people who use it. */
export type Stage = {
  stack: Stack
  chain: ChaosChain
  scene: Scene
  desks: readonly Desk[]
  worker: Part
  /** The database as one who may see all of it. */
  pool: Pool
  /** Answers of the API that say that it failed. */
  failures: readonly string[]
  close(): Promise<void>
}

export type StageOptions = {
  random: Random
  /** Whether the indexer's node forgets what a reorg removes, as a set of nodes behind one address may. */
  isForgetful: boolean
}

export async function openStage({ random, isForgetful }: StageOptions): Promise<Stage> {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  let memory: RememberingNode | undefined
  const remembering = async (rpcUrl: string) => {
    memory = await startRememberingNode(rpcUrl)
    closing.unshift(memory.close)
    return memory.url
  }
  try {
    const stack = await openStack({
      confirmations: CONFIRMATIONS,
      slotsInAnEpoch: SLOTS_IN_AN_EPOCH,
      ...(isForgetful ? {} : { standIn: remembering }),
    })
    closing.push(() => stack.close())
    const failures: string[] = []
    const merchants = [stack.merchant, await addMerchant(stack.world), await addMerchant(stack.world)]
    const desks = await Promise.all(merchants.map((merchant) => openDesk(stack, merchant, failures)))
    closing.push(
      ...desks.map(
        ({ receiver }) =>
          () =>
            receiver.close(),
      ),
    )
    const pool = new Pool({ connectionString: stack.world.database.adminUrl, max: 2 })
    closing.push(() => pool.end())
    const chain = await openStackChain(stack, async (depth) => memory?.remember(depth))
    const scene = await openScene(chain, {
      random,
      merchants: merchants.map(({ account }) => account),
      issue: issueInvoices(chain, random, desks),
    })
    const worker = await stack.startWorker({ LOG_LEVEL: 'error' })
    return { stack, chain, scene, desks, worker, pool, failures, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openStackChain(
  { world }: Stack,
  beforeReorg: (depth: number) => Promise<void>,
): Promise<ChaosChain> {
  const { chainId, escrow } = world.chain
  const contract = { address: escrow, abi: paymentEscrowAbi } as const
  const place = { chainId, rpcUrl: world.anvil.rpcUrl, escrow, token: world.token.address }
  const { client } = openChain({ ...place, manager: escrow, tokenDomain: world.token.eip712 })
  const manager = await client.readContract({ ...contract, functionName: 'subscriptionManager' })
  return openChain({ ...place, manager, tokenDomain: world.token.eip712 }, beforeReorg)
}

async function openDesk({ apiUrl }: Stack, merchant: TestMerchant, failures: string[]): Promise<Desk> {
  const receiver = await startWebhookReceiver()
  const watched: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    if (response.status >= 500) failures.push(`${response.status} ${response.url}`)
    return response
  }
  const api = florin({ apiUrl, apiKey: merchant.key, fetch: watched })
  const { data } = await api.POST('/v1/webhook_endpoints', { body: { url: receiver.url } })
  receiver.trust(data?.secret ?? '')
  return { merchant, api, receiver }
}
