const baseUnits = /^(0|[1-9]\d*)$/

/**
 * Parses an amount of base units, "10000000". Returns undefined for anything but a plain decimal integer without sign,
 * exponent, fraction or leading zeros.
 */
export function parseBaseUnits(text: string): bigint | undefined {
  return baseUnits.test(text) ? BigInt(text) : undefined
}

/** Writes base units as a decimal with all its places: 10000000n of a token with 6 decimals is "10.000000". */
export function formatDecimal(amountUnits: bigint, decimals: number): string {
  const sign = amountUnits < 0n ? '-' : ''
  const digits = (amountUnits < 0n ? -amountUnits : amountUnits).toString().padStart(decimals + 1, '0')
  if (decimals === 0) return sign + digits
  const point = digits.length - decimals
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}
