import type { Ctx } from '../../context.ts'
import { toSeconds } from '../../domain/clock.ts'
import type { RelayRow } from '../../store/relays.ts'
import type { NonceRow } from '../../store/signerNonces.ts'
import type { TransactionRow } from '../../store/signerTransactions.ts'
import type { ChainView } from './followChain.ts'

/** A nonce with all that our books say about it. */
export interface NonceCase {
  row: NonceRow
  /** The relay whose outcome hangs on this nonce: none, where it never had one or where the relay left it for another. */
  relay: RelayRow | null
  /** Everything that was ever signed for it, the newest first. */
  transactions: TransactionRow[]
}

export async function openCases(ctx: Ctx, rows: readonly NonceRow[]): Promise<NonceCase[]> {
  const ids = [...new Set(rows.flatMap(({ relay_id }) => (relay_id === null ? [] : [relay_id])))]
  const transactions = await ctx.store.signerTransactions.listOf(ctx.db, rows)
  const relays = new Map((await ctx.store.relays.listCarried(ctx.db, ids)).map((relay) => [relay.id, relay]))
  const byNonce = Map.groupBy(transactions, nameOf)
  return rows.map((row) => {
    const relay = row.relay_id === null ? undefined : relays.get(row.relay_id)
    const isCarrier = relay?.carrier_address === row.address && relay.carrier_nonce === row.nonce
    return {
      row,
      relay: relay && isCarrier && relay.status !== 'accepted' ? relay : null,
      transactions: byNonce.get(nameOf(row)) ?? [],
    }
  })
}

/** After the intent's deadline only what closes the nonce is sent again. Where there is no such thing yet, the watcher signs it. */
export function mayBeSentAgain(view: ChainView, { relay }: NonceCase, { closing }: TransactionRow): boolean {
  return closing || relay === null || toSeconds(relay.deadline) > view.now.seconds
}

function nameOf({ address, nonce }: { address: string; nonce: bigint }): string {
  return `${address} ${nonce}`
}
