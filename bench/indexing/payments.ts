import {
  encodeAuthorize,
  encodeCaptureBatch,
  encodeCharge,
  encodeDeposit,
  encodeRefund,
  encodeVoid,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import type { Mode, Terms } from '@florin/sdk/escrow/terms.ts'
import { keccak256, numberToHex } from 'viem'
import type { BenchChain, Call } from './chain.ts'
import { type People, turn } from './people.ts'

const AMOUNT = 10_000_000n
const FEE = 100_000n
const A_DAY = 86_400n
const byAllowance: Pull = { source: 'allowance', signature: '0x' }

/** Calls about payments between these people; every payment is another one. */
export async function openPayments({ escrow, token, client }: BenchChain, people: People) {
  const { timestamp: begin } = await client.getBlock()
  let salt = 0n

  function terms(round: number, mode: Mode): Terms {
    salt += 1n
    return {
      payer: turn(people.payers, Number(salt)),
      merchant: turn(people.merchants, round),
      operator: people.operator,
      token,
      amount: AMOUNT,
      mode,
      authorizeBy: begin + 100n * A_DAY,
      captureBy: begin + 200n * A_DAY,
      refundBy: begin + 300n * A_DAY,
      minFeeBps: 100,
      maxFeeBps: 100,
      feeRecipient: people.feeRecipient,
      invoiceRef: keccak256(numberToHex(salt)),
      salt,
    }
  }

  return {
    terms,
    authorization: (agreed: Terms): Call => ({
      from: agreed.payer,
      to: escrow,
      data: encodeAuthorize(agreed, byAllowance),
    }),
    charge: (agreed: Terms): Call => ({
      from: agreed.payer,
      to: escrow,
      data: encodeCharge(agreed, FEE, byAllowance),
    }),
    captures: (all: readonly Terms[]): Call => ({
      from: people.operator,
      to: escrow,
      data: encodeCaptureBatch(all.map((agreed) => ({ terms: agreed, amount: AMOUNT, fee: FEE }))),
    }),
    voiding: (agreed: Terms): Call => ({
      from: people.operator,
      to: escrow,
      data: encodeVoid(agreed, senderAuth),
    }),
    refund: (agreed: Terms): Call => ({
      from: agreed.merchant,
      to: escrow,
      data: encodeRefund(agreed, AMOUNT / 2n, 'available', senderAuth),
    }),
    deposit: (round: number): Call => ({
      from: turn(people.payers, round),
      to: escrow,
      data: encodeDeposit(false, token, AMOUNT, 'allowance', senderAuth),
    }),
    withdrawal: (round: number): Call => {
      const merchant = turn(people.merchants, round)
      return { from: merchant, to: escrow, data: encodeWithdraw(token, AMOUNT, merchant, senderAuth) }
    },
  }
}
