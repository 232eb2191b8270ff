import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import type { LocalAccount } from 'viem'
import type { Ctx } from '../../../../api/src/context.ts'
import { type KeyCaller, SCOPES } from '../../../../api/src/domain/caller.ts'
import { fromTermsRow } from '../../../../api/src/domain/terms.ts'
import type { NewInvoice } from '../../../../api/src/services/createInvoice.ts'
import { createRelay, prepareRelay } from '../../../../api/src/services/createRelay.ts'
import { watchRelays } from '../../../../api/src/services/relays/watchRelays.ts'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import type { RelayRow } from '../../../../api/src/store/relays.ts'
import type { NonceRow } from '../../../../api/src/store/signerNonces.ts'
import type { TransactionRow } from '../../../../api/src/store/signerTransactions.ts'
import { localAccount } from '../../../../scripts/local/accounts.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { addInvoice, addPaymentRequest } from '../../support/invoices.ts'
import type { TestMerchant } from '../../support/merchants.ts'
import type { World } from '../../support/world.ts'

/** The wallet that holds a million test dollars. */
export function payerOf(world: World): LocalAccount {
  return localAccount(world.chain.chainId, 'payer')
}

export function callerOf(merchant: TestMerchant): KeyCaller {
  return { kind: 'key', keyId: 'key_test', ...merchant.owner, scopes: SCOPES }
}

/** A payment request of the payer for a new invoice. */
export async function requestPayment(
  world: World,
  merchant: TestMerchant,
  changes: Partial<NewInvoice> = {},
): Promise<PaymentRequestRow> {
  const invoice = await addInvoice(world, merchant.owner, changes)
  return addPaymentRequest(world, invoice, payerOf(world).address)
}

/** What the checkout page has the wallet sign. */
export async function signPayment(
  world: World,
  request: PaymentRequestRow,
  account: LocalAccount = payerOf(world),
): Promise<`0x${string}`> {
  const typedData = receiveWithAuthorizationTypedData({
    chainId: world.chain.chainId,
    escrow: world.chain.escrow,
    terms: fromTermsRow(request.terms),
    tokenDomain: world.token.eip712,
  })
  const { signTypedData } = account
  return signTypedData(typedData)
}

/** Posts a signed payment as the route does. */
export async function postRelay(
  ctx: Ctx,
  merchant: TestMerchant,
  request: PaymentRequestRow,
  signature: `0x${string}`,
): Promise<RelayRow> {
  const caller = callerOf(merchant)
  const prepared = await prepareRelay(ctx, caller, { paymentRequest: request.id, signature })
  return ctx.db.transaction().execute((tx) => createRelay({ ...ctx, db: tx }, caller, prepared))
}

/** A relay of the payer's signed payment, accepted and not yet sent. */
export async function acceptPayment(
  world: World,
  merchant: TestMerchant,
  changes: Partial<NewInvoice> = {},
): Promise<{ request: PaymentRequestRow; relay: RelayRow }> {
  const request = await requestPayment(world, merchant, changes)
  const relay = await postRelay(world.ctx, merchant, request, await signPayment(world, request))
  return { request, relay }
}

export function readRelay(world: World, id: string): Promise<RelayRow> {
  return world.ctx.store.relays.get(world.db, id)
}

/** Watches, as the worker does each second, until the relay is in the wanted state. */
export function watchUntil(
  world: World,
  id: string,
  status: RelayRow['status'],
  ctx: Ctx = world.ctx,
): Promise<RelayRow> {
  return waitFor(
    async () => {
      await watchRelays(ctx)
      const relay = await readRelay(world, id)
      return relay.status === status ? relay : undefined
    },
    { describe: `relay ${id} to be ${status}`, intervalMs: 50 },
  )
}

export async function listNonces(world: World): Promise<NonceRow[]> {
  return world.db.selectFrom('signer_nonce').selectAll().orderBy('nonce').execute()
}

export async function noncesOf(world: World, relayId: string): Promise<NonceRow[]> {
  return (await listNonces(world)).filter((row) => row.relay_id === relayId)
}

export async function transactionsOf(world: World, nonce: bigint): Promise<TransactionRow[]> {
  const rows = await world.db
    .selectFrom('signer_transaction')
    .selectAll()
    .where('nonce', '=', nonce)
    .execute()
  return rows
}
