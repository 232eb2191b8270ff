/** Chains that only development nodes have. 31337 is the chain of `npm start`; the others are for tests that run two at once. */
export const LOCAL_CHAINS = { first: 31_337, last: 31_399 }

/** Whether a chain exists on somebody's own machine alone, so that nothing on it is worth anything. */
export function isLocalChain(chainId: number): boolean {
  return chainId >= LOCAL_CHAINS.first && chainId <= LOCAL_CHAINS.last
}
