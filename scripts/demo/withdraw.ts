import { encodeWithdraw, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { type Address, createWalletClient, erc20Abi, type Hex, http, publicActions } from 'viem'
import type { LocalAccount } from 'viem/accounts'

export interface Withdrawal {
  transaction: Hex
  block: string
  /** What the merchant's wallet really got, in base units. */
  received: bigint
}

/** The merchant takes its money out with its own transaction: no server of ours takes part. */
export async function withdraw(input: {
  rpcUrl: string
  escrow: Address
  token: Address
  merchant: LocalAccount
  amount: bigint
}): Promise<Withdrawal> {
  const { rpcUrl, escrow, token, merchant, amount } = input
  const client = createWalletClient({ account: merchant, transport: http(rpcUrl) }).extend(publicActions)
  const walletBalance = () =>
    client.readContract({
      address: token,
      abi: erc20Abi,
      functionName: 'balanceOf',
      args: [merchant.address],
    })
  const before = await walletBalance()
  const transaction = await client.sendTransaction({
    chain: null,
    to: escrow,
    data: encodeWithdraw(token, amount, merchant.address, senderAuth),
  })
  const receipt = await client.waitForTransactionReceipt({ hash: transaction, pollingInterval: 200 })
  if (receipt.status !== 'success') throw new Error(`The withdrawal ${transaction} was reverted.`)
  return { transaction, block: receipt.blockNumber.toString(), received: (await walletBalance()) - before }
}
