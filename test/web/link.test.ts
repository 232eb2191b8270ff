import { describe, it } from 'node:test'
import { expect } from 'chai'
import { openWatchedPage } from './support/checkoutPage.ts'
import { problem } from './support/fakeApi.ts'
import { CHECKOUT_TOKEN, INVOICE, LINK_TOKEN } from './support/fixtures.ts'
import { useWebStage } from './support/stage.ts'

describe('the page of a payment link', () => {
  const stage = useWebStage()

  const open = async () => {
    const watched = await openWatchedPage(stage.browser)
    await watched.page.goto(`${stage.web.url}/link/${LINK_TOKEN}`)
    const button = watched.page.getByRole('button', { name: 'Continue to payment' })
    await button.waitFor()
    return { ...watched, button }
  }
  const purchases = () => stage.api.seen.filter(({ method }) => method === 'POST')

  it('makes one invoice of a double-click, and goes to its checkout on this site', async () => {
    const { page, button, close, errors } = await open()
    await page.getByText('2 × 18.00').waitFor()
    await button.dblclick()
    await page.getByRole('heading', { name: 'Choose a wallet', exact: true }).waitFor()
    expect(page.url()).to.equal(`${stage.web.url}/pay/${INVOICE}?token=${CHECKOUT_TOKEN}`)
    expect(purchases()).to.have.length(1)
    expect(purchases()[0]?.key).to.match(/^link:[0-9a-f]{32}$/)
    expect(errors).to.deep.equal([])
    await close()
  })

  it('asks a lost answer again under the same key, and a refused one under a new key', async () => {
    const { page, button, close } = await open()
    stage.api.buyProblems = [
      problem(503, 'unavailable', 'The service is resting.'),
      problem(409, 'idempotency_key_in_use', 'It is still running.'),
      problem(409, 'merchant_address_missing', 'No address.'),
    ]
    for (const told of ['The service is resting.', 'It is still running.', 'No address.']) {
      await button.click()
      await page.getByRole('alert').getByText(told).waitFor()
    }
    await button.click()
    await page.getByRole('heading', { name: 'Choose a wallet', exact: true }).waitFor()
    const keys = purchases().map((seen) => seen.key)
    expect(keys.slice(0, 3)).to.deep.equal([keys[0], keys[0], keys[0]])
    expect(keys[3]).to.not.equal(keys[0])
    await close()
  })
})
