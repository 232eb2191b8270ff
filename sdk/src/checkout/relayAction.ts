import type { Address, Hex } from 'viem'
import { keccak256, stringToHex } from 'viem'
import type { FlorinClient } from '../client.ts'
import type { components } from '../generated/api.ts'
import { unwrap } from '../unwrap.ts'

export interface RelayActionOptions {
  /** A client with the merchant's key; with an invoice's checkout token, for its payments and burns. */
  api: FlorinClient
  /** CAIP-2 name, such as `eip155:8453`. */
  chain: string
  /** The escrow or the subscription manager of that chain, and what an encoder of `calldata` made of the signed action. */
  call: { to: Address; data: Hex }
}

/**
 * Has a signed action sent: whoever signed needs no gas. Answers with the relay that carries it; follow it with
 * `settledRelay`. The same call handed in again, by this program or another one, is the same intent and so the same relay,
 * also once it has ended.
 *
 * @throws FlorinError where the API refused.
 */
export async function relayAction({
  api,
  chain,
  call: { to, data },
}: RelayActionOptions): Promise<components['schemas']['Relay']> {
  const body = { chain, call: { to, data } }
  return unwrap(api.POST('/v1/relays', { params: { header: { 'Idempotency-Key': nameOf(body) } }, body }))
}

/** What was signed may be executed once, so its bytes name the intent: nothing needs to be kept to try again. */
function nameOf(body: object): string {
  return keccak256(stringToHex(JSON.stringify(body)))
}
