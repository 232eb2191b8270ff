import { NAMELESS_LINE } from '@florin/sdk/checkout/namelessLine.ts'
import type { Address, Hex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

export const CHAIN_ID = 31337
const MANAGER: Address = '0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9'
export const ESCROW: Address = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
export const TOKEN: Address = '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512'
export const MERCHANT: Address = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
export const TX_HASH: Hex = '0x8f0f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7'
export const ONCHAIN_ID: Hex = `0x${'ab'.repeat(32)}`
export const INVOICE = 'inv_01k5h3x8q2e7tv4b9m6n0c1d2f'
export const CHECKOUT_TOKEN = 'ct_Zm9ydHkgdHdvIGlzIHRoZSBhbnN3ZXI'

const MNEMONIC = 'test test test test test test test test test test test junk'

/** The account of the demo wallet, and one for wallets that announce themselves. */
export const demoPayer = mnemonicToAccount(MNEMONIC, { addressIndex: 4 })
export const walletPayer = mnemonicToAccount(MNEMONIC, { addressIndex: 7 })

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

export function moneyBody(amountUnits: bigint): JsonObject {
  return {
    amount: amountUnits.toString(),
    amount_decimal: (Number(amountUnits) / 1e6).toFixed(6),
    chain: `eip155:${CHAIN_ID}`,
    token: TOKEN,
    symbol: 'TUSD',
    decimals: 6,
  }
}

export function configBody(publicRpcUrl: string, tokenChanges: JsonObject = {}): JsonObject {
  return {
    object: 'config',
    environment: 'local',
    api_version: '2026-01-01',
    chains: [
      {
        chain: `eip155:${CHAIN_ID}`,
        chain_id: CHAIN_ID,
        name: 'Local',
        mode: 'test',
        confirmations: 3,
        explorer: null,
        public_rpc_url: publicRpcUrl,
        contracts: { payment_escrow: ESCROW, subscription_manager: MANAGER },
        tokens: [
          {
            token: TOKEN,
            symbol: 'TUSD',
            name: 'Florin Test Dollar',
            decimals: 6,
            eip3009: true,
            eip712: { name: 'Florin Test Dollar', version: '2' },
            ...tokenChanges,
          },
        ],
      },
    ],
  }
}

export const AMOUNT_UNITS = 48_500_000n

function lineBody(description: string, quantity: number, unitUnits: bigint): JsonObject {
  return {
    description,
    quantity,
    unit_amount: moneyBody(unitUnits),
    amount: moneyBody(unitUnits * BigInt(quantity)),
    price: null,
  }
}

/** Three lines that add up to {@link AMOUNT_UNITS}. */
export const manyLines: Json[] = [
  lineBody('House blend, whole beans, 1 kg', 2, 18_000_000n),
  lineBody('Filter papers', 3, 1_500_000n),
  lineBody(
    'Delivery to the door, with a signature and a very long name that does not fit one row',
    1,
    8_000_000n,
  ),
]

/** The one line of an invoice that names nothing but its amount. */
export const namelessLine: Json[] = [lineBody(NAMELESS_LINE, 1, AMOUNT_UNITS)]

/** An amount as it may be, and the largest that a payment can have. */
export const LONG_UNITS = 261_728_392_704n
export const LONGEST_UNITS = 2n ** 96n - 1n

/** An invoice of two lines over such an amount. */
export function longAmountBody(units: bigint): JsonObject {
  return checkoutBody({
    description: null,
    lines: [lineBody('House blend, whole beans', 2, units / 2n), lineBody('Delivery', 1, units % 2n)],
    amount: moneyBody(units),
    amount_due: moneyBody(units),
  })
}

export const LINK_TOKEN = 'q1mS4nB8wT2yH6kJ9dF3gL7zX5cV0bNa'

export function payLinkBody(changes: JsonObject = {}): JsonObject {
  return {
    object: 'pay_link',
    id: 'plink_01k5h43000000000000000000',
    mode: 'test',
    merchant: { name: 'Halden Roasters', address: MERCHANT },
    amount: moneyBody(AMOUNT_UNITS),
    lines: manyLines,
    cancel_url: 'https://halden.example/coffee',
    ...changes,
  }
}

export function checkoutBody(changes: JsonObject = {}): JsonObject {
  return {
    object: 'checkout',
    invoice: INVOICE,
    number: '1042',
    status: 'open',
    payment_status: 'none',
    past_due: false,
    due_at: null,
    expired: false,
    expires_at: '2031-05-04T18:00:00.000Z',
    description: 'Two kilograms of single-estate coffee, delivered',
    merchant: { name: 'Halden Roasters', address: MERCHANT },
    amount: moneyBody(AMOUNT_UNITS),
    lines: [lineBody('Two kilograms of single-estate coffee, delivered', 1, AMOUNT_UNITS)],
    amount_paid: moneyBody(0n),
    amount_due: moneyBody(AMOUNT_UNITS),
    capture_method: 'automatic',
    return_url: 'https://halden.example/orders/42',
    cancel_url: null,
    payments: [],
    ...changes,
  }
}

/** A payment that was collected at once; what else became of it, by `changes`. */
export function paymentBody(
  status: 'pending' | 'confirmed' | 'reverted',
  changes: JsonObject = {},
): JsonObject {
  return {
    id: 'pay_01k5h40000000000000000000',
    status,
    payer: walletPayer.address,
    onchain_id: ONCHAIN_ID,
    tx_hash: TX_HASH,
    block_number: '99',
    amount: moneyBody(AMOUNT_UNITS),
    amount_captured: moneyBody(status === 'confirmed' ? AMOUNT_UNITS : 0n),
    amount_capturable: moneyBody(0n),
    amount_returned: moneyBody(0n),
    amount_refunded: moneyBody(0n),
    capture_by: null,
    paid_at: '2031-05-03T09:41:00.000Z',
    confirmations_required: 3,
    ...changes,
  }
}

/** A payment of {@link AMOUNT_UNITS} that is to be collected by hand. */
export function heldPaymentBody(heldUnits: bigint, collectedUnits: bigint): JsonObject {
  return paymentBody('confirmed', {
    amount_captured: moneyBody(collectedUnits),
    amount_capturable: moneyBody(heldUnits),
    capture_by: '2031-05-10T09:41:00.000Z',
  })
}

export function relayBody(changes: JsonObject = {}): JsonObject {
  return {
    object: 'relay',
    id: 'rl_01k5h41000000000000000000',
    kind: 'charge',
    status: 'accepted',
    payment_request: 'preq_01k5h42000000000000000000',
    onchain_id: ONCHAIN_ID,
    tx_hash: null,
    executed_by: null,
    error: null,
    ...changes,
  }
}

export const paidChanges: JsonObject = {
  status: 'paid',
  payment_status: 'paid',
  amount_paid: moneyBody(AMOUNT_UNITS),
  amount_due: moneyBody(0n),
  payments: [paymentBody('confirmed')],
}
