const WEI_PER_COIN = 10n ** 18n

/**
 * The fee of a capture that pays for its own gas: the least one, raised by what the gas costs in the payment's token and never
 * beyond what the payer agreed to.
 * @param rate Base units of the token for one whole coin of the chain.
 */
export function recoveringFee(
  bounds: { least: bigint; greatest: bigint },
  costWei: bigint,
  rate: bigint,
): bigint {
  const wanted = bounds.least + (costWei * rate) / WEI_PER_COIN
  return wanted < bounds.greatest ? wanted : bounds.greatest
}
