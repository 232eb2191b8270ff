import { signedName } from './moneyOut.ts'

type Hex = `0x${string}`

interface Placed {
  contract: Hex
  tx_hash: Hex
  log_index: number
}

/**
 * Which signature of ours a fact used: the last one that the contract took in the fact's transaction before it said the
 * fact. The contract does one thing at a time, so nothing else stands between a signature and what it was for.
 */
export function signatureOf(
  fact: Placed,
  spent: readonly (Placed & { account: Hex; nonce: bigint })[],
): string | undefined {
  const before = spent.filter(
    ({ contract, tx_hash, log_index }) =>
      contract === fact.contract && tx_hash === fact.tx_hash && log_index < fact.log_index,
  )
  const last = before.sort((a, b) => b.log_index - a.log_index)[0]
  return last && signedName(last.account, last.nonce)
}
