import { setTimeout as pause } from 'node:timers/promises'
import { createPublicClient, type Hash, http, keccak256, type PublicClient } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { MAX_IN_FLIGHT } from '../../api/src/domain/gasPolicy.ts'
import type { Site } from './site.ts'

type Hex = `0x${string}`

const LOOK_EVERY_MS = 20
const GAS_ROOM = 50_000n

interface BareSigner {
  account: PrivateKeyAccount
  nonce: number
  waiting: Set<Hash>
}

/**
 * The baseline: signs calls and sends them, as many at a time as the engine may, and looks for receipts after each block. No
 * database, no checks, nothing kept; what is lost is lost.
 * @returns Mined transactions per second.
 */
export async function runBareLoop(
  { world, bareKeys }: Site,
  calls: readonly Hex[],
  seconds: number,
): Promise<number> {
  const client = createPublicClient({ transport: http(world.anvil.rpcUrl), cacheTime: 0 })
  const signers = bareKeys.map(
    (key): BareSigner => ({ account: privateKeyToAccount(key), nonce: 0, waiting: new Set() }),
  )
  const { chainId, escrow } = world.chain
  const gas = await gasOf(client, signers, escrow, calls)
  const fees = await client.estimateFeesPerGas()
  const left = [...calls]
  let mined = 0

  const send = async (signer: BareSigner, data: Hex) => {
    const { account, nonce } = signer
    signer.nonce += 1
    const raw = await account.signTransaction({
      chainId,
      nonce,
      to: escrow,
      data,
      gas,
      ...fees,
      type: 'eip1559',
    })
    signer.waiting.add(keccak256(raw))
    await client.sendRawTransaction({ serializedTransaction: raw })
  }
  const fill = async () => {
    const sending: Promise<void>[] = []
    for (const signer of signers) {
      for (let free = MAX_IN_FLIGHT - signer.waiting.size; free > 0; free -= 1) {
        const data = left.pop()
        if (data) sending.push(send(signer, data))
      }
    }
    await Promise.all(sending)
  }

  await nextBlock(client)
  const since = performance.now()
  while (performance.now() - since < seconds * 1_000) {
    await fill()
    const { transactions } = await nextBlock(client)
    for (const hash of transactions) {
      for (const signer of signers) if (signer.waiting.delete(hash)) mined += 1
    }
  }
  return mined / ((performance.now() - since) / 1_000)
}

/** What one call needs; all of them are alike. */
async function gasOf(
  client: PublicClient,
  signers: readonly BareSigner[],
  to: Hex,
  calls: readonly Hex[],
): Promise<bigint> {
  const [data] = calls
  if (!data) throw new Error('nothing to send')
  return (await client.estimateGas({ account: signers[0]?.account.address, to, data })) + GAS_ROOM
}

async function nextBlock(client: PublicClient) {
  const from = await client.getBlockNumber()
  for (;;) {
    const block = await client.getBlock()
    if (block.number > from) return block
    await pause(LOOK_EVERY_MS)
  }
}
