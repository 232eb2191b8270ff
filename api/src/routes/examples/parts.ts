import type { IdPrefix } from '../../domain/ids.ts'

// What the examples of the document are made of. They tell one story: Harbour Coffee bills ten test dollars on the local
// chain, and is paid. The tests of the examples put objects of their own in the place of these ids and addresses.

export const EXAMPLE_CHAIN = 'eip155:31337'
export const EXAMPLE_TOKEN = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
export const EXAMPLE_ESCROW = '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0'
export const EXAMPLE_MANAGER = '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9'
export const EXAMPLE_MERCHANT = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
export const EXAMPLE_PAYER = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
export const EXAMPLE_HASH = `0x${'8f3c'.repeat(16)}`
export const EXAMPLE_ONCHAIN_ID = `0x${'5a1e'.repeat(16)}`
export const EXAMPLE_TIME = '2026-11-22T12:00:00.000Z'
export const EXAMPLE_CHECKOUT_TOKEN = 'p9mJ3bJm0jzv8Qm9dT3oYy1kq2wq5r7sV0x4Zc6Bn8E'

/** Every object of the story ends alike, so that only its prefix tells what it is. */
export function exampleId(prefix: IdPrefix): string {
  return `${prefix}_01h2xcejqtf2nbrexx3vqjhp41`
}

/** Test dollars, which have six decimals. */
export function exampleDollars(amount: string) {
  const digits = amount.padStart(7, '0')
  return {
    amount,
    amount_decimal: `${digits.slice(0, -6)}.${digits.slice(-6)}`,
    chain: EXAMPLE_CHAIN,
    token: EXAMPLE_TOKEN,
    symbol: 'TUSD',
    decimals: 6,
  }
}

export const EXAMPLE_SIGNATURE = `0x${'1c'.repeat(32)}${'3d'.repeat(32)}1b`
export const EXAMPLE_SECRET = `whsec_${'Zmxvcmlu'.repeat(4)}`
