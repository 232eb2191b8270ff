import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { encodeFunctionData, erc20Abi, type LocalAccount, maxUint256 } from 'viem'
import { fromTermsRow } from '../../../../api/src/domain/terms.ts'
import type { PaymentRequestRow } from '../../../../api/src/store/paymentRequests.ts'
import type { World } from '../../../api/support/world.ts'
import { type ChaosChain, openChain } from '../chain.ts'
import { openWallet, type Wallet } from '../wallet.ts'

/** The chain of a world; where nothing is subscribed to, nobody needs the manager. */
export function chainOf({ chain, token, anvil }: World): ChaosChain {
  return openChain({
    chainId: chain.chainId,
    rpcUrl: anvil.rpcUrl,
    escrow: chain.escrow,
    manager: chain.escrow,
    token: token.address,
    tokenDomain: token.eip712,
  })
}

const WEALTH = 10n ** 15n

/** A wallet with money that the escrow may take. */
export async function openPayer(chain: ChaosChain, account: LocalAccount): Promise<Wallet> {
  const wallet = await openWallet(chain, account)
  const mint = { abi: testDollarAbi, functionName: 'mint', args: [wallet.address, WEALTH] } as const
  await wallet.send(chain.token, encodeFunctionData(mint))
  const approve = { abi: erc20Abi, functionName: 'approve', args: [chain.escrow, maxUint256] } as const
  await wallet.send(chain.token, encodeFunctionData(approve))
  return wallet
}

/** The payer itself sends the payment that it was asked for. */
export async function charge(
  chain: ChaosChain,
  payer: Wallet,
  { terms: row }: PaymentRequestRow,
): Promise<void> {
  const terms = fromTermsRow(row)
  const { least } = feeBounds(terms.amount, terms)
  await payer.send(chain.escrow, encodeCharge(terms, least, { source: 'allowance', signature: '0x' }))
}

/** The merchant lets the host refund for it, up to a daily cap that nothing here reaches. */
export async function allowRefunds(world: World, chain: ChaosChain, merchant: LocalAccount): Promise<void> {
  const wallet = await openWallet(chain, merchant)
  const args = [world.ctx.hostOperator, chain.token, 10n ** 12n, '0x'] as const
  await wallet.send(
    chain.escrow,
    encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'setOperator', args }),
  )
}
