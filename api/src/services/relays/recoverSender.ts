import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import { DomainError } from '../../domain/errors.ts'
import type { NonceRow } from '../../store/gasSigners.ts'
import { noteForeignNonces } from './noteForeignNonces.ts'
import { type GasSender, senderOf } from './senderOf.ts'
import { broadcastBytes } from './sendForNonce.ts'

const BATCH = 256

/**
 * Makes our books and every chain agree before the first relay is sent, as after a crash or a restore. A chain that is down
 * is left to the watcher, which does the same; one that is not what it should be stops the start.
 */
export async function recoverSender(ctx: Ctx): Promise<void> {
  for (const chainId of ctx.chains.keys()) {
    try {
      await recoverChain(ctx, BigInt(chainId))
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'chain_unavailable') throw error
      ctx.log.warn({ chain: chainId, err: error }, 'the gas signer is recovered when its chain answers')
    }
  }
}

/** The next nonce becomes the greater of our own and the chain's; what was signed and not mined is sent again, as it is. */
export async function recoverChain(ctx: Ctx, chainId: bigint): Promise<void> {
  const sender = senderOf(ctx, chainId)
  const { client, key } = sender
  await ctx.chain.sender.requireChain(client, sender.chain.chainId)
  const account = await ctx.chain.sender.readAccount(client, key.address)
  if (account.delegated) {
    throw new Error(
      `The gas signer ${key.address} is delegated to a contract on chain ${chainId}; take another key.`,
    )
  }
  const [counts, now] = await Promise.all([
    ctx.chain.sender.readCounts(client, key.address),
    ctx.chain.sender.readNow(client),
  ])
  await ctx.store.gasSigners.begin(ctx.db, key, counts.pending)
  await noteForeignNonces(ctx, sender, counts.pending)
  for (const row of await ctx.store.gasSigners.listOpen(ctx.db, key, counts.mined, BATCH)) {
    await sendAgain(ctx, sender, row, now.seconds)
  }
}

/** After the intent's deadline nothing is sent again: the watcher closes the nonce. */
async function sendAgain(ctx: Ctx, sender: GasSender, row: NonceRow, seconds: bigint): Promise<void> {
  if (row.status !== 'taken' && row.status !== 'broadcast') return
  const [newest] = await ctx.store.gasSigners.listTransactions(ctx.db, row)
  if (!newest) return
  const relay = row.relay_id === null ? null : await ctx.store.relays.get(ctx.db, row.relay_id)
  if (relay && toSeconds(relay.deadline) <= seconds && !ctx.chain.signing.isClosing(newest)) return
  await broadcastBytes(ctx, sender, newest)
}
