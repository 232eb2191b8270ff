import { encodeFunctionData, type Hex, hexToBigInt, isHex, type PublicClient, parseAbi, size } from 'viem'
import { revertOf } from './simulation.ts'

/** Where every chain of the OP stack says what its base layer asks for a transaction's bytes. */
const ORACLE = '0x420000000000000000000000000000000000000F'

const oracleAbi = parseAbi([
  'function getL1FeeUpperBound(uint256 unsignedTxSize) view returns (uint256)',
  'function getL1Fee(bytes data) view returns (uint256)',
])

/** The base layer's price may double before the transaction is mined. */
const ROOM = 2n

/**
 * The most wei that a chain takes for the data of a transaction of so many bytes, beside its gas; nothing on chains that are
 * not of the OP stack. The fee cannot be bounded in the transaction, so this bound is what a budget has to set aside.
 */
export async function l1FeeCeiling(client: PublicClient, rawSize: number): Promise<bigint> {
  const bound = await ask(
    client,
    encodeFunctionData({ abi: oracleAbi, functionName: 'getL1FeeUpperBound', args: [BigInt(rawSize)] }),
  )
  if (bound !== undefined) return bound * ROOM
  // Before the upgrade named Fjord the oracle knew no bound. Nothing is dearer than bytes without a zero.
  const data: Hex = `0x${'ff'.repeat(rawSize)}`
  const fee = await ask(
    client,
    encodeFunctionData({ abi: oracleAbi, functionName: 'getL1Fee', args: [data] }),
  )
  return (fee ?? 0n) * ROOM
}

/** A number, 0 where there is no contract; undefined where the contract does not know the function. */
async function ask(client: PublicClient, data: Hex): Promise<bigint | undefined> {
  try {
    const answer = (await client.call({ to: ORACLE, data })).data ?? '0x'
    return isHex(answer) && size(answer) === 32 ? hexToBigInt(answer) : 0n
  } catch (error) {
    if (revertOf(error)) return undefined
    throw error
  }
}
