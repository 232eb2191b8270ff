/** A hash as the API's JSON has it, typed as hex; anything else is refused. */
export function toHex32(text: string): `0x${string}` {
  if (!/^0x[0-9a-f]{64}$/.test(text)) throw new Error(`${text} is not a hash of 32 bytes`)
  return `0x${text.slice(2)}`
}
