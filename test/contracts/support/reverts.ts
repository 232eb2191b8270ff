import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { expect } from 'chai'
import { BaseError, decodeErrorResult, type Hex, isHex } from 'viem'

/** Expects a call to revert with the named custom error of the escrow or of its token. */
export async function expectRevert(call: Promise<unknown>, errorName: string): Promise<void> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  const abi = [...paymentEscrowAbi, ...testDollarAbi]
  expect(decodeErrorResult({ abi, data: revertData(failure) }).errorName).to.equal(errorName)
}

/** The node puts the revert's bytes somewhere in the chain of causes. */
function revertData(failure: unknown): Hex {
  if (!(failure instanceof BaseError)) throw new Error('expected a revert, found none')
  let data: Hex | undefined
  failure.walk((cause) => {
    if (typeof cause === 'object' && cause !== null && 'data' in cause && isHex(cause.data)) data = cause.data
    return false
  })
  if (data === undefined) throw new Error(`expected revert data, found ${failure.shortMessage}`)
  return data
}
