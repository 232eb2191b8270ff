import type { Page } from 'playwright-core'
import type { FakeApi } from './fakeApi.ts'
import { isObject, problem } from './fakeApi.ts'
import { announceWallet } from './fakeWallet.ts'
import {
  AMOUNT_UNITS,
  checkoutBody,
  heldPaymentBody,
  LINK_TOKEN,
  LONG_UNITS,
  LONGEST_UNITS,
  longAmountBody,
  manyLines,
  moneyBody,
  namelessLine,
  paidChanges,
  paymentBody,
  relayBody,
  TX_HASH,
} from './fixtures.ts'

/** One state of the page: how the world must be, how a payer gets there, and by what it is known. */
export type Scenario = {
  name: string
  path?: string
  /** Before the page is opened. */
  arrange?: (api: FakeApi, page: Page) => Promise<void> | void
  /** After it is opened. */
  act?: (page: Page, api: FakeApi) => Promise<void>
  /** The heading that the payer reads in the end. */
  heading: string
  /** Failed requests that the browser itself reports; they belong to the state. */
  failedRequests?: true
}

export async function connectWallet(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
}

export async function clickPay(page: Page, amount = '48.50'): Promise<void> {
  await page.getByRole('button', { name: `Pay ${amount}` }).click()
}

const withWallet = async (page: Page) => {
  await connectWallet(page, 'Lantern')
  await clickPay(page)
}

export const scenarios: Scenario[] = [
  {
    name: 'loading',
    heading: 'Checkout',
    arrange: (api) => {
      api.hold = new Promise(() => {})
    },
    act: (page) => page.getByText('Loading the invoice…').waitFor(),
  },
  {
    name: 'open',
    heading: 'Choose a wallet',
    arrange: async (_api, page) => {
      await announceWallet(page)
      await announceWallet(page, { name: 'Harbour' })
    },
  },
  {
    name: 'open-no-wallet',
    heading: 'Choose a wallet',
    arrange: (api) => {
      api.environment = 'production'
    },
  },
  {
    name: 'connecting',
    heading: 'Choose a wallet',
    arrange: async (_api, page) => void (await announceWallet(page, { onConnect: 'wait' })),
    act: async (page) => {
      await connectWallet(page, 'Lantern')
      await page.getByText('Open the wallet to connect').waitFor()
    },
  },
  {
    name: 'ready',
    heading: 'Pay with one signature',
    arrange: async (_api, page) => void (await announceWallet(page)),
    act: (page) => connectWallet(page, 'Lantern'),
  },
  {
    name: 'ready-manual',
    heading: 'Pay with one signature',
    arrange: async (api, page) => {
      api.checkout = checkoutBody({ capture_method: 'manual' })
      await announceWallet(page)
    },
    act: async (page) => {
      await connectWallet(page, 'Lantern')
      await page.getByText('The contract then holds your money until Halden Roasters collects it').waitFor()
    },
  },
  {
    name: 'signing-manual',
    heading: 'Confirm in your wallet',
    arrange: async (api, page) => {
      api.checkout = checkoutBody({ capture_method: 'manual' })
      await announceWallet(page, { onSign: 'wait' })
    },
    act: async (page) => {
      await withWallet(page)
      await page.getByText(/It can be collected until \d+ \w+ 20\d\d/).waitFor()
    },
  },
  {
    name: 'long-amounts',
    heading: 'Pay with one signature',
    arrange: async (api, page) => {
      api.checkout = longAmountBody(LONG_UNITS)
      api.chain.balanceUnits = LONGEST_UNITS
      await announceWallet(page)
    },
    act: (page) => connectWallet(page, 'Lantern'),
  },
  {
    name: 'longest-amounts',
    heading: 'Pay with one signature',
    arrange: async (api, page) => {
      api.checkout = longAmountBody(LONGEST_UNITS)
      api.chain.balanceUnits = LONGEST_UNITS
      await announceWallet(page)
    },
    act: (page) => connectWallet(page, 'Lantern'),
  },
  {
    name: 'long-receipt',
    heading: 'Paid',
    arrange: (api) => {
      const money = moneyBody(LONGEST_UNITS)
      api.checkout = checkoutBody({ ...paidChanges, amount: money, amount_paid: money })
    },
  },
  {
    name: 'wrong-chain',
    heading: 'Switch the network',
    arrange: async (_api, page) => void (await announceWallet(page, { chainId: 1 })),
    act: (page) => connectWallet(page, 'Lantern'),
  },
  {
    name: 'insufficient',
    heading: 'Not enough TUSD',
    arrange: async (api, page) => {
      api.chain.balanceUnits = 12_000_000n
      await announceWallet(page)
    },
    act: (page) => connectWallet(page, 'Lantern'),
  },
  {
    name: 'signing',
    heading: 'Confirm in your wallet',
    arrange: async (_api, page) => void (await announceWallet(page, { onSign: 'wait' })),
    act: withWallet,
  },
  {
    name: 'rejected',
    heading: 'Pay with one signature',
    arrange: async (_api, page) => void (await announceWallet(page, { onSign: 'reject' })),
    act: async (page) => {
      await withWallet(page)
      await page.getByText('You declined the signature.', { exact: true }).waitFor()
    },
  },
  {
    name: 'refused',
    heading: 'Pay with one signature',
    arrange: async (api, page) => {
      api.tamper = (request) => {
        const typedData = isObject(request.typed_data) ? request.typed_data : {}
        const authorization = isObject(typedData.receive_with_authorization)
          ? typedData.receive_with_authorization
          : {}
        const message = isObject(authorization.message) ? authorization.message : {}
        const stolen = { ...message, to: `0x${'66'.repeat(20)}` }
        return {
          ...request,
          typed_data: { ...typedData, receive_with_authorization: { ...authorization, message: stolen } },
        }
      }
      await announceWallet(page)
    },
    act: async (page) => {
      await withWallet(page)
      await page.getByText('the money would go to an unknown contract').waitFor()
    },
  },
  {
    name: 'other-decimals',
    heading: 'The amount cannot be shown',
    arrange: (api) => {
      api.checkout = checkoutBody({ amount: { ...moneyBody(AMOUNT_UNITS), decimals: 8 } })
    },
  },
  {
    name: 'impossible-decimals',
    heading: 'This page cannot be shown',
    arrange: (api) => {
      api.checkout = checkoutBody({ amount: { ...moneyBody(AMOUNT_UNITS), decimals: 78 } })
    },
    act: (page) => page.getByText('decimals should be a whole number from 0 to 77').waitFor(),
  },
  {
    name: 'submitted',
    heading: 'Payment submitted',
    arrange: async (_api, page) => void (await announceWallet(page)),
    act: withWallet,
  },
  {
    name: 'confirming',
    heading: 'Almost there',
    arrange: async (api, page) => {
      api.relay = relayBody({ status: 'mined', tx_hash: TX_HASH })
      api.checkout = checkoutBody({ payment_status: 'pending', payments: [paymentBody('pending')] })
      api.chain.minedIn = 99n
      await announceWallet(page)
    },
    act: async (page) => page.getByText('2 of 3 confirmations').waitFor(),
  },
  {
    name: 'relay-failed',
    heading: 'The payment did not go through',
    arrange: async (api, page) => {
      api.relay = relayBody({
        status: 'failed',
        error: { code: 'insufficient_balance', reason: 'The payer’s balance is lower than the amount.' },
      })
      await announceWallet(page)
    },
    act: withWallet,
  },
  {
    name: 'authorized',
    heading: 'Payment authorized',
    arrange: (api) => {
      api.checkout = checkoutBody({
        payment_status: 'authorized',
        capture_method: 'manual',
        amount_due: moneyBody(0n),
        payments: [heldPaymentBody(AMOUNT_UNITS, 0n)],
      })
      api.chain.minedIn = 90n
    },
    act: async (page) => page.getByText('Payer', { exact: true }).waitFor(),
  },
  {
    name: 'partly-collected',
    heading: 'Partly collected',
    arrange: (api) => {
      api.checkout = checkoutBody({
        payment_status: 'partial',
        capture_method: 'manual',
        amount_paid: moneyBody(20_000_000n),
        amount_due: moneyBody(0n),
        payments: [heldPaymentBody(28_500_000n, 20_000_000n)],
      })
    },
    act: async (page) => {
      await page.getByText('28.50 TUSD', { exact: true }).waitFor()
      await page.getByText('Collected', { exact: true }).waitFor()
      await page.getByText('Partly collected', { exact: true }).first().waitFor()
      if (await page.getByRole('button', { name: /^Pay/ }).count()) throw new Error('it could be paid twice')
    },
  },
  {
    name: 'not-collected',
    heading: 'Payment authorized',
    arrange: (api) => {
      const payment = { ...heldPaymentBody(AMOUNT_UNITS, 0n), capture_by: '2025-02-01T12:00:00.000Z' }
      api.checkout = checkoutBody({
        payment_status: 'authorized',
        capture_method: 'manual',
        amount_due: moneyBody(0n),
        payments: [payment],
      })
    },
    act: async (page) => {
      await page.getByText('Could be collected until').waitFor()
      await page.getByText('The time to collect it has passed.').waitFor()
    },
  },
  {
    name: 'returned',
    heading: 'Choose a wallet',
    arrange: (api) => {
      const returned = { amount_captured: moneyBody(0n), amount_returned: moneyBody(AMOUNT_UNITS) }
      api.checkout = checkoutBody({
        capture_method: 'manual',
        payments: [paymentBody('confirmed', returned)],
      })
    },
    act: async (page) => page.getByText('Returned to the payer').waitFor(),
  },
  {
    name: 'rest-due',
    heading: 'Choose a wallet',
    arrange: (api) => {
      api.checkout = checkoutBody({
        payment_status: 'partial',
        amount_paid: moneyBody(20_000_000n),
        amount_due: moneyBody(28_500_000n),
        payments: [paymentBody('confirmed', { amount: moneyBody(20_000_000n) })],
      })
    },
    act: async (page) => page.getByRole('heading', { name: '28.50 TUSD' }).waitFor(),
  },
  {
    name: 'paid',
    heading: 'Paid',
    arrange: (api) => {
      api.checkout = checkoutBody(paidChanges)
      api.chain.minedIn = 90n
      api.chainChanges = { explorer: 'https://explorer.example' }
    },
    act: async (page) => page.getByText('Payer', { exact: true }).waitFor(),
  },
  {
    name: 'refunded',
    heading: 'Paid',
    arrange: (api) => {
      const refunded = { amount_refunded: moneyBody(AMOUNT_UNITS) }
      api.checkout = checkoutBody({ ...paidChanges, payments: [paymentBody('confirmed', refunded)] })
    },
    act: async (page) => page.getByText('Halden Roasters had your payment, and has sent it back.').waitFor(),
  },
  {
    name: 'expired',
    heading: 'This invoice has expired',
    arrange: (api) => {
      api.checkout = checkoutBody({ expired: true, expires_at: '2025-02-01T12:00:00.000Z' })
    },
  },
  {
    name: 'void',
    heading: 'This invoice was withdrawn',
    arrange: (api) => {
      api.checkout = checkoutBody({ status: 'void', description: null, lines: namelessLine })
    },
    act: async (page) => {
      await page.getByText('Void', { exact: true }).waitFor()
      for (const text of ['Amount due', 'Expires', 'Keep this page', 'Wallet on another device?']) {
        if (await page.getByText(text, { exact: true }).count()) throw new Error(`it says “${text}”`)
      }
    },
  },
  {
    name: 'uncollectible',
    heading: 'This invoice was closed',
    arrange: (api) => {
      api.checkout = checkoutBody({ status: 'uncollectible' })
    },
  },
  {
    name: 'lines-past-due',
    heading: 'Choose a wallet',
    arrange: async (api, page) => {
      api.checkout = checkoutBody({
        lines: manyLines,
        past_due: true,
        due_at: '2025-02-01T12:00:00.000Z',
        cancel_url: 'https://halden.example/cart',
      })
      await announceWallet(page)
    },
    act: (page) => page.getByText('past due').waitFor(),
  },
  {
    name: 'not-open',
    heading: 'Not open yet',
    arrange: (api) => {
      api.refusal = problem(409, 'invoice_not_open', 'The invoice is a draft.')
    },
    failedRequests: true,
  },
  { name: 'link', path: `/link/${LINK_TOKEN}`, heading: 'Pay Halden Roasters' },
  {
    name: 'link-problem',
    path: `/link/${LINK_TOKEN}`,
    heading: 'Pay Halden Roasters',
    arrange: (api) => {
      api.buyProblems = [problem(409, 'merchant_address_missing', 'The merchant has no address here.')]
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Continue to payment' }).click()
      await page.getByRole('alert').getByText('The merchant has no address here.').waitFor()
    },
    failedRequests: true,
  },
  {
    name: 'link-ended',
    path: `/link/${LINK_TOKEN}`,
    heading: 'This offer has ended',
    arrange: (api) => {
      api.refusal = problem(409, 'payment_link_inactive', 'It was switched off by the merchant.')
    },
    failedRequests: true,
  },
  {
    name: 'link-unknown',
    path: '/link/unknown',
    heading: 'This payment link does not work',
    failedRequests: true,
  },
  {
    name: 'link-busy',
    path: `/link/${LINK_TOKEN}`,
    heading: 'Pay Halden Roasters',
    arrange: (api) => {
      api.buyProblems = [problem(409, 'payment_link_busy', 'Try again in some minutes.')]
    },
    act: async (page) => {
      const button = page.getByRole('button', { name: 'Continue to payment' })
      await button.click()
      await page.getByRole('alert').getByText('Try again in some minutes.').waitFor()
      if (await button.isDisabled()) throw new Error('nobody could try again')
    },
    failedRequests: true,
  },
  {
    name: 'not-found',
    path: '/pay/inv_unknown?token=wrong',
    heading: 'This payment link does not work',
    failedRequests: true,
  },
  { name: 'home', path: '/', heading: 'Payments that stay yours' },
  {
    name: 'unknown-page',
    path: '/nowhere/at/all',
    heading: 'There is nothing at this address',
    failedRequests: true,
  },
]
