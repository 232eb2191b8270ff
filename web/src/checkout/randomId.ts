/** 128 random bits. Unlike `randomUUID` it is there on plain http too, where a host tries Florin in a local network. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
