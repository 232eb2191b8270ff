import type { Wallet } from '../chain/wallets.ts'
import type { Ctx } from '../context.ts'
import { shownAddress } from '../domain/address.ts'
import type { ChainInfo } from '../domain/chain.ts'
import { DomainError } from '../domain/errors.ts'
import { clientFor } from './clientFor.ts'
import { hasCode } from './hasCode.ts'

type Hex = `0x${string}`

/**
 * Refuses to ask an account for a signature that nothing could verify: one with code, its own or another contract's that it is
 * delegated to, decides by that code alone. Where the chain does not answer, the relay will tell.
 */
export async function requireVerifiable(ctx: Ctx, chain: ChainInfo, payer: Hex): Promise<Wallet> {
  try {
    if (!(await hasCode(ctx, chain, payer))) return { by: 'key' }
    const client = clientFor(ctx, chain.chainId)
    const wallet = await ctx.chain.wallets.readWallet(client, payer)
    if (wallet.by === 'key' || (await ctx.chain.wallets.answersErc1271(client, payer))) return wallet
    throw cannotSign(chain, payer, wallet)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'chain_unavailable') return { by: 'key' }
    throw error
  }
}

function cannotSign(chain: ChainInfo, payer: Hex, wallet: Exclude<Wallet, { by: 'key' }>): DomainError {
  const delegate = wallet.by === 'delegate' ? shownAddress(wallet.delegate) : null
  const what = delegate
    ? `is delegated to ${delegate} (EIP-7702), whose code does not answer ERC-1271`
    : 'is a contract that does not answer ERC-1271'
  const help = delegate ? 'End the delegation, pay from another wallet' : 'Pay from another wallet'
  return new DomainError(
    'payer_cannot_sign',
    `payer ${shownAddress(payer)} ${what} on ${chain.name}, so that nothing it signs could be verified. ${help}, or ask with signs: false and send the request's call yourself.`,
    { param: 'payer', extra: { delegate } },
  )
}
