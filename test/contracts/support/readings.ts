import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import type { Address, Hex } from 'viem'
import type { Sandbox } from './sandbox.ts'

export async function paymentOf(box: Sandbox, id: Hex) {
  const [status, capturable, refundable] = await box.client.readContract({
    address: box.escrow,
    abi: paymentEscrowAbi,
    functionName: 'paymentOf',
    args: [id],
  })
  return { status, capturable, refundable }
}

/** An account's balance inside the escrow. */
export async function balanceInside(box: Sandbox, account: Address, token: Address = box.token) {
  const [available, prepaid, seq] = await box.client.readContract({
    address: box.escrow,
    abi: paymentEscrowAbi,
    functionName: 'balance',
    args: [account, token],
  })
  return { available, prepaid, seq }
}

/** What an account holds of the test dollar in its wallet. */
export function dollarsOf(box: Sandbox, account: Address): Promise<bigint> {
  return box.client.readContract({
    address: box.token,
    abi: testDollarAbi,
    functionName: 'balanceOf',
    args: [account],
  })
}
