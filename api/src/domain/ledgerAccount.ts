import { getAddress, isAddress } from 'viem'
import { lowerCase } from './address.ts'
import { DomainError } from './errors.ts'

type Hex = `0x${string}`

/** Whose books an account belongs to, as far as merchants ask for it. */
export type LedgerAccount =
  | { kind: 'available' | 'prepaid'; name: string; address: Hex }
  | { kind: 'escrow'; name: string; onchainId: Hex }

const HINT =
  'must be available:<address>, prepaid:<address> or escrow:<onchain id>, such as available:0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

/** Reads the name of an account from a caller's text; `name` is as the books write it. */
export function parseLedgerAccount(text: string): LedgerAccount {
  const [kind, of = '', ...more] = text.split(':')
  if (more.length === 0 && (kind === 'available' || kind === 'prepaid') && isAddress(of)) {
    const address = lowerCase(of)
    return { kind, name: `${kind}:${address}`, address }
  }
  if (more.length === 0 && kind === 'escrow' && /^0x[0-9a-f]{64}$/i.test(of)) {
    const onchainId = of.toLowerCase() as Hex
    return { kind, name: `${kind}:${onchainId}`, onchainId }
  }
  throw new DomainError('invalid_request', `account ${HINT}.`, { param: 'account' })
}

/** An account as the API shows it: addresses with their checksum. */
export function showLedgerAccount(name: string): string {
  const [kind = '', of = ''] = name.split(':')
  return isAddress(of, { strict: false }) ? `${kind}:${getAddress(of)}` : name
}
