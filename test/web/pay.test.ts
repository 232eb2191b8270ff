import { describe, it } from 'node:test'
import { expect } from 'chai'
import { recoverTypedDataAddress } from 'viem'
import { waitFor } from '../support/waitFor.ts'
import { openWatchedPage, payAddress, type WatchedPage } from './support/checkoutPage.ts'
import { problem } from './support/fakeApi.ts'
import { announceWallet, type FakeWallet } from './support/fakeWallet.ts'
import {
  AMOUNT_UNITS,
  CHECKOUT_TOKEN,
  checkoutBody,
  demoPayer,
  heldPaymentBody,
  type JsonObject,
  moneyBody,
  paidChanges,
  paymentBody,
  relayBody,
  TX_HASH,
  walletPayer,
} from './support/fixtures.ts'
import { clickPay, connectWallet } from './support/scenarios.ts'
import { useWebStage } from './support/stage.ts'

const stage = useWebStage()
let watched: WatchedPage

async function openCheckout(wallet: Partial<FakeWallet> = {}): Promise<FakeWallet> {
  watched = await openWatchedPage(stage.browser, { permissions: ['clipboard-write', 'clipboard-read'] })
  const fake = await announceWallet(watched.page, wallet)
  await watched.page.goto(payAddress(stage.web.url))
  return fake
}

const posts = (path: string) =>
  stage.api.seen.filter((seen) => seen.method === 'POST' && seen.path.endsWith(path))
const heading = (name: string) => watched.page.getByRole('heading', { name, exact: true }).waitFor()

describe('paying', () => {
  it('goes from one signature to the receipt', async () => {
    const wallet = await openCheckout()
    const { page } = watched
    await connectWallet(page, 'Lantern')
    await clickPay(page)
    await heading('Payment submitted')

    stage.api.relay = relayBody({ status: 'mined', tx_hash: TX_HASH })
    stage.api.chain.minedIn = 100n
    await page.getByText('1 of 3 confirmations').waitFor()
    stage.api.checkout = checkoutBody({ payment_status: 'pending', payments: [paymentBody('pending')] })
    stage.api.chain.head = 101n
    await page.getByText('2 of 3 confirmations').waitFor()
    stage.api.checkout = checkoutBody(paidChanges)
    await heading('Paid')
    await page.getByText('0x14dC…9955').waitFor()
    await page.getByText('3 May 2031, 09:41').waitFor()
    const back = page.getByRole('link', { name: 'Back to Halden Roasters' })
    expect(await back.getAttribute('href')).to.equal('https://halden.example/orders/42')
    await page.getByRole('button', { name: 'Copy transaction hash' }).click()
    await page.getByRole('button', { name: 'transaction hash copied' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(TX_HASH)

    expect(wallet.signed).to.have.length(1)
    expect(posts('/payment_requests')[0]?.body).to.deep.equal({ payer: walletPayer.address })
    expect(posts('/relays')).to.have.length(1)
    for (const seen of stage.api.seen)
      expect(seen.token).to.equal(seen.path === '/v1/config' ? seen.token : CHECKOUT_TOKEN)
    for (const seen of stage.api.seen.filter(({ method }) => method === 'POST'))
      expect(seen.key).to.match(/^checkout:.+/)
    expect(watched.errors).to.deep.equal([])
    await watched.close()
  })

  it('with the demo wallet needs nothing but the page', async () => {
    watched = await openWatchedPage(stage.browser)
    await watched.page.goto(payAddress(stage.web.url))
    await connectWallet(watched.page, 'Demo wallet')
    await clickPay(watched.page)
    await heading('Payment submitted')
    expect(posts('/payment_requests')[0]?.body).to.deep.equal({ payer: demoPayer.address })
    expect(posts('/relays')[0]?.body.signature).to.match(/^0x[0-9a-f]{130}$/)
    await watched.close()
  })

  for (const name of ['Demo wallet', 'Lantern']) {
    it(`keeps the ${name} connected while the page asks again and again, and after a reload`, async () => {
      await openCheckout()
      const { page } = watched
      await connectWallet(page, name)
      const pay = page.getByRole('button', { name: 'Pay 48.50' })
      const asked = () => stage.api.seen.filter(({ path }) => path.includes('/v1/checkout/')).length
      const before = asked()
      await waitFor(() => asked() >= before + 3, { describe: 'the page has asked three times' })
      await pay.waitFor()
      await page.reload()
      await pay.waitFor()
      await watched.close()
    })
  }

  it('signs what the page built, by the connected account', async () => {
    const wallet = await openCheckout()
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await heading('Payment submitted')
    const signature = posts('/relays')[0]?.body.signature
    const [typedData] = wallet.signed
    if (!typedData || typeof signature !== 'string') throw new Error('nothing was signed')
    expect(typedData.primaryType).to.equal('ReceiveWithAuthorization')
    const signer = await recoverTypedDataAddress({ ...typedData, signature: `0x${signature.slice(2)}` })
    expect(signer).to.equal(walletPayer.address)
    await watched.close()
  })

  it('pays once for a double-click', async () => {
    const wallet = await openCheckout()
    await connectWallet(watched.page, 'Lantern')
    await watched.page.getByRole('button', { name: 'Pay 48.50 TUSD' }).dblclick()
    await heading('Payment submitted')
    expect(wallet.signed).to.have.length(1)
    expect(posts('/payment_requests')).to.have.length(1)
    expect(posts('/relays')).to.have.length(1)
    await watched.close()
  })

  it('goes on after a reload in mid-payment', async () => {
    await openCheckout()
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await heading('Payment submitted')
    await watched.page.reload()
    await heading('Payment submitted')
    stage.api.checkout = checkoutBody(paidChanges)
    await heading('Paid')
    expect(posts('/relays')).to.have.length(1)
    await watched.close()
  })

  it('asks a lost answer again with the same key and the same signature', async () => {
    const wallet = await openCheckout()
    stage.api.relayProblems = [problem(503, 'unavailable', 'The relayer is resting.')]
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await watched.page.getByText('The relayer is resting.').waitFor()
    await clickPay(watched.page)
    await heading('Payment submitted')
    const [first, second] = posts('/relays')
    expect(second).to.deep.equal(first)
    expect(wallet.signed).to.have.length(1)
    expect(new Set(posts('/payment_requests').map((seen) => seen.key)).size).to.equal(1)
    await watched.close()
  })

  it('tells what the API refused, and signs the same terms again', async () => {
    const wallet = await openCheckout()
    stage.api.relayProblems = [problem(409, 'invoice_not_open', 'The invoice was paid by somebody else.')]
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await watched.page.getByRole('alert').getByText('The invoice was paid by somebody else.').waitFor()
    await clickPay(watched.page)
    await heading('Payment submitted')
    const [first, second] = posts('/relays')
    expect(second?.key).not.to.equal(first?.key)
    expect(second?.body.payment_request).to.equal(first?.body.payment_request)
    expect(wallet.signed).to.have.length(2)
    await watched.close()
  })

  it('retries a failed relay with the same payment request', async () => {
    await openCheckout()
    stage.api.relay = relayBody({
      status: 'failed',
      error: { code: 'reverted', reason: 'The transaction reverted.' },
    })
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await heading('The payment did not go through')
    await watched.page.getByText('The transaction reverted.').waitFor()
    await watched.page.getByRole('button', { name: 'Try again' }).click()
    stage.api.relay = relayBody({ id: 'rl_second' })
    await clickPay(watched.page)
    await heading('Payment submitted')
    expect(new Set(posts('/payment_requests').map((seen) => seen.key)).size).to.equal(1)
    expect(new Set(posts('/relays').map((seen) => seen.key)).size).to.equal(2)
    await watched.close()
  })

  it('asks for new terms when the old ones are over', async () => {
    stage.api.payWithinSeconds = 20
    await openCheckout({ onSign: 'reject' })
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await watched.page.getByText('You declined the signature.', { exact: true }).waitFor()
    await clickPay(watched.page)
    await waitFor(() => posts('/payment_requests').length === 2, { describe: 'a second payment request' })
    const [first, second] = posts('/payment_requests')
    expect(second?.key).not.to.equal(first?.key)
    await watched.close()
  })
})

describe('after the payment', () => {
  /** Pays in this browser what is to be collected by hand, until the relay has ended. */
  async function authorize(): Promise<FakeWallet> {
    stage.api.checkout = checkoutBody({ capture_method: 'manual' })
    const wallet = await openCheckout()
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await heading('Payment submitted')
    stage.api.relay = relayBody({ status: 'confirmed', tx_hash: TX_HASH })
    showPayment(
      { payment_status: 'authorized', amount_due: moneyBody(0n) },
      heldPaymentBody(AMOUNT_UNITS, 0n),
    )
    await heading('Payment authorized')
    return wallet
  }

  function showPayment(changes: JsonObject, payment: JsonObject): void {
    const payments = [{ ...payment, onchain_id: stage.api.onchainId }]
    stage.api.checkout = checkoutBody({ capture_method: 'manual', ...changes, payments })
  }

  const giveBack = () =>
    showPayment(
      {},
      paymentBody('confirmed', {
        amount_captured: moneyBody(0n),
        amount_returned: moneyBody(AMOUNT_UNITS),
      }),
    )

  for (const isReloaded of [false, true]) {
    it(`lets the payer pay again once all was given back${isReloaded ? ', after a reload too' : ''}`, async () => {
      const wallet = await authorize()
      giveBack()
      await watched.page.getByRole('button', { name: 'Pay 48.50' }).waitFor()
      if (isReloaded) await watched.page.reload()
      stage.api.relay = relayBody({ id: 'rl_second' })
      await clickPay(watched.page)
      await heading('Payment submitted')
      expect(new Set(posts('/payment_requests').map((seen) => seen.key)).size).to.equal(2)
      expect(posts('/relays')).to.have.length(2)
      expect(wallet.signed).to.have.length(2)
      await watched.close()
    })
  }

  it('says what is collected and what is held, and offers to pay nothing', async () => {
    await authorize()
    showPayment(
      { payment_status: 'partial', amount_paid: moneyBody(20_000_000n), amount_due: moneyBody(0n) },
      heldPaymentBody(28_500_000n, 20_000_000n),
    )
    await heading('Partly collected')
    await watched.page.reload()
    await heading('Partly collected')
    await watched.page.getByText('20.00 TUSD', { exact: true }).waitFor()
    await watched.page.getByText('28.50 TUSD', { exact: true }).waitFor()
    expect(await watched.page.getByRole('button', { name: /^Pay/ }).count()).to.equal(0)
    await watched.close()
  })

  it('sees money arrive that was sent before the invoice was withdrawn', async () => {
    await openCheckout()
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await heading('Payment submitted')
    stage.api.checkout = checkoutBody({ status: 'void' })
    stage.api.relay = relayBody({ status: 'confirmed', tx_hash: TX_HASH })
    await heading('Almost there')
    stage.api.checkout = checkoutBody({ ...paidChanges, status: 'void' })
    await heading('Paid')
    await watched.close()
  })
})

describe('what is never signed', () => {
  it('tampered terms: the wallet is not even asked', async () => {
    const wallet = await openCheckout()
    stage.api.tamper = (request) => ({ ...request, onchain_id: `0x${'00'.repeat(32)}` })
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await watched.page.getByText('its payment id is not the digest of its terms').waitFor()
    expect(wallet.signed).to.have.length(0)
    expect(posts('/relays')).to.have.length(0)
    await watched.close()
  })

  it('a rejected signature: nothing is sent', async () => {
    await openCheckout({ onSign: 'reject' })
    await connectWallet(watched.page, 'Lantern')
    await clickPay(watched.page)
    await watched.page.getByText('You declined the signature.', { exact: true }).waitFor()
    expect(posts('/relays')).to.have.length(0)
    await watched.close()
  })
})

describe('wallets', () => {
  it('on another chain are switched, and taught a chain they do not know', async () => {
    const wallet = await openCheckout({ chainId: 1, knownChains: [1] })
    await connectWallet(watched.page, 'Lantern')
    await watched.page.getByRole('button', { name: 'Switch to Local' }).click()
    await heading('Pay with one signature')
    expect(wallet.chainId).to.equal(31337)
    await watched.close()
  })

  it('whose key everybody knows are offered in the sandbox alone', async () => {
    stage.api.environment = 'production'
    await openCheckout()
    await watched.page.getByRole('button', { name: 'Lantern' }).waitFor()
    expect(await watched.page.getByRole('button', { name: 'Demo wallet' }).count()).to.equal(0)
    await watched.close()
  })

  it('can be used by keyboard alone, and the focus is never lost', async () => {
    await openCheckout()
    const { page } = watched
    await page.getByRole('button', { name: 'Lantern' }).waitFor()
    const focused = () => page.evaluate('document.activeElement?.textContent?.trim()')
    while ((await focused()) !== 'Lantern') await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await heading('Pay with one signature')
    await waitFor(async () => (await focused()) === 'Pay with one signature', {
      describe: 'the focus on the heading',
    })
    while ((await focused()) !== 'Pay 48.50 TUSD') await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await heading('Payment submitted')
    await watched.close()
  })
})

describe('polling', () => {
  it('rests while the page is hidden, and looks at once when it is seen again', async () => {
    watched = await openWatchedPage(stage.browser)
    const { page } = watched
    await page.clock.install()
    await page.goto(payAddress(stage.web.url))
    await heading('Choose a wallet')
    const looks = () => stage.api.seen.filter((seen) => seen.path.startsWith('/v1/checkout/')).length
    const setVisibility = (state: string) =>
      page.evaluate(
        `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });` +
          `window.dispatchEvent(new Event('visibilitychange'))`,
      )
    const atFirst = looks()
    await page.clock.runFor(3_500)
    await waitFor(() => looks() > atFirst, { describe: 'another look at the invoice' })

    await setVisibility('hidden')
    await waitFor(() => watched.unanswered() === 0, { describe: 'the answers that were under way' })
    const whenHidden = looks()
    await page.clock.runFor(60_000)
    expect(looks()).to.equal(whenHidden)
    await setVisibility('visible')
    await page.clock.runFor(3_500)
    await waitFor(() => looks() > whenHidden, { describe: 'a look after the page is seen again' })
    await watched.close()
  })

  it('goes on with what it knows while the API is away', async () => {
    await openCheckout()
    await watched.page.getByRole('button', { name: 'Lantern' }).waitFor()
    const port = Number(new URL(stage.api.url).port)
    await watched.page.route(`http://127.0.0.1:${port}/v1/checkout/**`, (route) => route.abort())
    await watched.page.getByText('The payment service does not answer. Trying again…').waitFor()
    await watched.page.unroute(`http://127.0.0.1:${port}/v1/checkout/**`)
    stage.api.checkout = checkoutBody(paidChanges)
    await heading('Paid')
    await watched.close()
  })
})
