import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { expect } from 'chai'
import { type Abi, BaseError, decodeErrorResult, type Hex, isHex } from 'viem'

/** Expects a call to revert with the named custom error of the escrow or of its token. */
export function expectRevert(call: Promise<unknown>, errorName: string): Promise<void> {
  return expectRevertOf([...paymentEscrowAbi, ...testDollarAbi], call, errorName)
}

/** The same with the errors of another contract; `Error` is a revert with a text. */
export async function expectRevertOf(abi: Abi, call: Promise<unknown>, errorName: string): Promise<void> {
  expect(decodeErrorResult({ abi, data: await revertData(call) }).errorName).to.equal(errorName)
}

/** Expects a call to revert without a word, as one to an address without code does. */
export async function expectBareRevert(call: Promise<unknown>): Promise<void> {
  expect(await revertData(call)).to.equal('0x')
}

async function revertData(call: Promise<unknown>): Promise<Hex> {
  return revertDataOf(
    await call.then(
      () => undefined,
      (error: unknown) => error,
    ),
  )
}

/** The node puts the revert's bytes somewhere in the chain of causes. */
export function revertDataOf(failure: unknown): Hex {
  if (!(failure instanceof BaseError)) throw new Error('expected a revert, found none')
  let data: Hex | undefined
  failure.walk((cause) => {
    if (typeof cause === 'object' && cause !== null && 'data' in cause && isHex(cause.data)) data = cause.data
    return false
  })
  if (data === undefined) throw new Error(`expected revert data, found ${failure.shortMessage}`)
  return data
}
