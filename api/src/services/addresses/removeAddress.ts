import type { Ctx } from '../../context.ts'
import { parseAddress } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import { DomainError } from '../../domain/errors.ts'
import { toMerchantAddress } from '../../domain/objects/merchantAddress.ts'
import { chainNamed } from '../chainOf.ts'
import { emitEvent } from '../emitEvent.ts'
import { addressNotFound } from './listAddresses.ts'

/**
 * Stops using an address. Its row stays: what its balance holds is still shown, and money that names it still has an owner,
 * until somebody else proves to be it.
 */
export async function removeAddress(
  ctx: Ctx,
  owner: Owner,
  named: { chain: string; address: string },
): Promise<ReturnType<typeof toMerchantAddress>> {
  const chain = chainNamed(ctx, named.chain, owner.mode)
  const key = { chainId: BigInt(chain.chainId), address: parseAddress(named.address, 'address') }
  const row = await ctx.store.merchantAddresses.lock(ctx.db, owner, key)
  if (!row) throw addressNotFound(key.address)
  const invoice = await ctx.store.merchantAddresses.findInvoiceInUse(ctx.db, owner, key)
  if (invoice) {
    throw new DomainError(
      'address_in_use',
      `Invoice ${invoice} may still be paid at this address; void it first, or wait until none is open.`,
      { param: 'address', extra: { invoice } },
    )
  }
  await refuseUnderway(ctx, owner, key)
  await ctx.store.merchantAddresses.remove(ctx.db, key, ctx.clock.now())
  const shown = toMerchantAddress(row, false)
  await emitEvent(ctx, {
    owner,
    type: 'merchant.address_removed',
    objectId: owner.merchantId,
    object: shown,
  })
  return shown
}

/** Money that comes by terms issued here counts for who issued them, so the address must not become another's before they end. */
async function refuseUnderway(
  ctx: Ctx,
  owner: Owner,
  key: { chainId: bigint; address: `0x${string}` },
): Promise<void> {
  // No block is earlier than the last one known; without any, our clock has to do.
  const posting = await ctx.store.postingChains.find(ctx.db, key.chainId)
  const now = posting?.head_time ?? ctx.clock.now()
  const request = await ctx.store.merchantAddresses.findRequestInUse(ctx.db, owner, key, now)
  if (!request) return
  const until = request.authorize_by.toISOString()
  throw new DomainError(
    'address_in_use',
    `A payer of invoice ${request.invoice_id} holds terms that name this address until ${until}; remove it after that.`,
    {
      param: 'address',
      extra: { invoice: request.invoice_id, payment_request: request.id, until },
    },
  )
}
