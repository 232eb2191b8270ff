import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import {
  encodeCharge,
  encodeDeposit,
  encodeMovePrepaid,
  encodeTransferBalance,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { permitTypedData } from '@florin/sdk/escrow/permit.ts'
import { permit2Address, permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData } from '@florin/sdk/escrow/typedData.ts'
import {
  type Address,
  createTestClient,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  type LocalAccount,
  publicActions,
  walletActions,
} from 'viem'
import { localAccount } from '../../../scripts/local/accounts.ts'
import { installPermit2, readPermit2Code } from '../../../scripts/local/permit2.ts'
import type { Stack } from './stack.ts'

export type Wallets = ReturnType<typeof openWallets>

/** What payers and merchants do with their wallets, in transactions of their own. */
export function openWallets({ world }: Stack) {
  const { chainId, escrow } = world.chain
  const token: Address = world.token.address
  const place = { chainId, escrow, token, tokenDomain: world.token.eip712 }
  const client = createTestClient({ mode: 'anvil', transport: http(world.anvil.rpcUrl), cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions)

  /** The account gets what the gas costs. */
  async function send(account: LocalAccount, to: Address, data: Hex): Promise<void> {
    await client.setBalance({ address: account.address, value: 10n ** 20n })
    const hash = await client.sendTransaction({ account, chain: null, to, data })
    const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 50 })
    if (status !== 'success') throw new Error(`${hash} was reverted`)
  }

  function approve(account: LocalAccount, spender: Address, amount: bigint): Promise<void> {
    const args = [spender, amount] as const
    return send(account, token, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args }))
  }

  const installed = async () => installPermit2(client, await readPermit2Code())
  return { ...place, client, send, approve, installPermit2: installed, payer: localAccount(chainId, 'payer') }
}

/** A stranger delivers the payer's permit together with its consent. */
export async function chargeByPermit(wallets: Wallets, terms: Terms): Promise<void> {
  const { client, payer, token } = wallets
  const args = [payer.address] as const
  const nonce = await client.readContract({
    address: token,
    abi: testDollarAbi,
    functionName: 'nonces',
    args,
  })
  const permit = { value: terms.amount, deadline: terms.authorizeBy }
  const owned = { ...wallets, ...permit, nonce, owner: payer.address }
  const consented = { ...wallets, id: paymentId(wallets, terms), source: 'permit' } as const
  await deliver(wallets, terms, {
    source: 'permit',
    permit: { ...permit, signature: await payer.signTypedData(permitTypedData(owned)) },
    signature: await payer.signTypedData(consentTypedData(consented)),
  })
}

/** A stranger delivers what the payer signed for Permit2. */
export async function chargeByPermit2(wallets: Wallets, terms: Terms): Promise<void> {
  const { payer } = wallets
  await wallets.installPermit2()
  await wallets.approve(payer, permit2Address, terms.amount)
  const signature = await payer.signTypedData(permit2TypedData({ ...wallets, terms }))
  await deliver(wallets, terms, { source: 'permit2', signature })
}

function deliver({ chainId, escrow, send }: Wallets, terms: Terms, pull: Pull): Promise<void> {
  return send(localAccount(chainId, 'deployer'), escrow, encodeCharge(terms, 0n, pull))
}

/** Money out, in again, partly set aside, and partly given to the payer. */
export async function useOwnBalance(wallets: Wallets, account: LocalAccount, ref: Hex): Promise<void> {
  const { escrow, token, payer, send } = wallets
  const calls = [
    encodeWithdraw(token, 1_000_000n, account.address, senderAuth),
    encodeDeposit(false, token, 400_000n, 'allowance', senderAuth),
    encodeMovePrepaid(token, 300_000n, true, senderAuth),
    encodeTransferBalance(payer.address, token, 200_000n, ref, senderAuth),
  ]
  await wallets.approve(account, escrow, 400_000n)
  for (const data of calls) await send(account, escrow, data)
}
