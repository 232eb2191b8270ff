import { encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { createWalletClient, http, publicActions } from 'viem'
import { localAccount } from '../../scripts/local/accounts.ts'
import { createInvoice, idOnChain, requestPayment, termsOf } from '../../test/e2e/support/pay.ts'
import type { Stack } from '../../test/e2e/support/stack.ts'

/** An invoice and the signed transaction that pays it. */
export type Prepared = { invoice: string; onchainId: string; send(): Promise<void> }

/** Makes payments ready, so that nothing is left to do but to send them. */
export function openPayer(stack: Stack) {
  const { chain, token, anvil } = stack.world
  const { chainId, escrow } = chain
  const stranger = createWalletClient({
    account: localAccount(chainId, 'deployer'),
    transport: http(anvil.rpcUrl),
  }).extend(publicActions)

  async function prepare(): Promise<Prepared> {
    const invoice = await createInvoice(stack)
    const terms = termsOf(await requestPayment(stack, invoice))
    const typedData = receiveWithAuthorizationTypedData({ chainId, escrow, terms, tokenDomain: token.eip712 })
    const signature = await localAccount(chainId, 'payer').signTypedData(typedData)
    const data = encodeCharge(terms, 0n, { source: 'erc3009', signature })
    const request = await stranger.prepareTransactionRequest({ chain: null, to: escrow, data })
    const serializedTransaction = await stranger.signTransaction({ ...request, chain: null })
    return { invoice: invoice.id, onchainId: await idOnChain(stack, terms), send }

    /** Returns when the node tells of the block that has it. */
    async function send(): Promise<void> {
      const { status } = await stranger.sendRawTransactionSync({ serializedTransaction })
      if (status !== 'success') throw new Error(`the payment of ${invoice.id} was reverted`)
    }
  }
  return { prepare }
}
