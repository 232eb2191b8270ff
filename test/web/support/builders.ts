import type { Checkout, CheckoutPayment } from '../../../web/src/api/checkout.ts'
import type { ChainInfo } from '../../../web/src/api/config.ts'
import type { Money } from '../../../web/src/api/money.ts'
import type { Relay } from '../../../web/src/api/relay.ts'
import {
  AMOUNT_UNITS,
  CHAIN_ID,
  ESCROW,
  INVOICE,
  MERCHANT,
  ONCHAIN_ID,
  TOKEN,
  TX_HASH,
  walletPayer,
} from './fixtures.ts'
import { tokenDomain } from './paymentRequestBody.ts'

/** Values of the page's own types, for tests of its pure functions. */
export function buildMoney(amountUnits: bigint): Money {
  return { amountUnits, chainId: CHAIN_ID, token: TOKEN, symbol: 'TUSD', decimals: 6 }
}

export function buildCheckout(changes: Partial<Checkout> = {}): Checkout {
  return {
    invoice: INVOICE,
    number: '1042',
    status: 'open',
    paymentStatus: 'none',
    pastDue: false,
    dueAt: null,
    expired: false,
    expiresAt: null,
    description: null,
    merchantName: 'Halden Roasters',
    merchantAddress: MERCHANT,
    amount: buildMoney(AMOUNT_UNITS),
    lines: [
      {
        position: 0,
        description: 'Coffee',
        quantity: 1,
        unitAmount: buildMoney(AMOUNT_UNITS),
        amount: buildMoney(AMOUNT_UNITS),
      },
    ],
    amountPaid: buildMoney(0n),
    amountDue: buildMoney(AMOUNT_UNITS),
    captureMethod: 'automatic',
    returnUrl: null,
    cancelUrl: null,
    payments: [],
    ...changes,
  }
}

/** A payment that was collected at once; what else became of it, by `changes`. */
export function buildPayment(
  status: CheckoutPayment['status'],
  changes: Partial<CheckoutPayment> = {},
): CheckoutPayment {
  const isSettled = status === 'confirmed' || status === 'finalized'
  return {
    id: 'pay_1',
    onchainId: ONCHAIN_ID,
    status,
    payer: walletPayer.address,
    txHash: TX_HASH,
    amount: buildMoney(AMOUNT_UNITS),
    captured: buildMoney(isSettled ? AMOUNT_UNITS : 0n),
    capturable: buildMoney(0n),
    returned: buildMoney(0n),
    refunded: buildMoney(0n),
    captureBy: null,
    paidAt: new Date('2031-05-03T09:41:00Z'),
    confirmationsRequired: 3,
    ...changes,
  }
}

export function buildChain(changes: Partial<ChainInfo> = {}): ChainInfo {
  return {
    chainId: CHAIN_ID,
    name: 'Local',
    mode: 'test',
    confirmations: 3,
    explorer: null,
    publicRpcUrl: null,
    paymentEscrow: ESCROW,
    tokens: [{ token: TOKEN, symbol: 'TUSD', decimals: 6, domain: tokenDomain }],
    ...changes,
  }
}

export function buildRelay(status: Relay['status'], changes: Partial<Relay> = {}): Relay {
  return { id: 'rl_1', status, onchainId: ONCHAIN_ID, txHash: null, error: null, ...changes }
}

export const connectedWallet = {
  status: 'connected',
  address: walletPayer.address,
  chainId: CHAIN_ID,
  name: 'Lantern',
} as const
