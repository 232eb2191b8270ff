import { type EscrowEvent, inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import type { SignedNonceRow } from './types.ts'

/** An action that the account signed was executed. */
export function nonceUsed(
  chainId: number,
  event: EscrowEvent<'NonceUsed'> | ManagerEvent<'NonceUsed'>,
): SignedNonceRow {
  const { account, nonce, digest } = event.args
  return {
    ...inclusion(chainId, event),
    contract: lower(event.log.address),
    account: lower(account),
    nonce,
    status: 'used',
    digest: lower(digest),
  }
}

/** The account took back whatever it signed with the nonce. */
export function nonceCanceled(
  chainId: number,
  event: EscrowEvent<'NonceCanceled'> | ManagerEvent<'NonceCanceled'>,
): SignedNonceRow {
  const { account, nonce } = event.args
  return {
    ...inclusion(chainId, event),
    contract: lower(event.log.address),
    account: lower(account),
    nonce,
    status: 'canceled',
    digest: null,
  }
}
