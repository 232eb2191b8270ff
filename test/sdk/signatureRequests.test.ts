import { describe, it } from 'node:test'
import {
  encodeAuth,
  encodeCapture,
  encodeDeposit,
  encodeRefund,
  encodeVoid,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { signedCall } from '@florin/sdk/merchant/signedCall.ts'
import { expect } from 'chai'
import { getAddress, type Hex } from 'viem'

const account = getAddress(`0x${'a1'.repeat(20)}`)
const to = getAddress(`0x${'b2'.repeat(20)}`)
const signature: Hex = `0x${'1c'.repeat(65)}`
const auth = encodeAuth({ account, nonce: 2n ** 200n, deadline: 1_800_000_000n, signature })

const terms: Terms = {
  payer: account,
  merchant: account,
  operator: to,
  token: to,
  amount: 10n,
  mode: 'escrow',
  authorizeBy: 1n,
  captureBy: 2n,
  refundBy: 3n,
  minFeeBps: 0,
  maxFeeBps: 5,
  feeRecipient: to,
  invoiceRef: `0x${'17'.repeat(32)}`,
  salt: 4n,
}

/** A request as the API shows it: whole numbers as text. */
const requestOf = (data: Hex) => ({
  typed_data: {
    domain: {},
    types: {},
    primaryType: 'Any',
    message: { account: account.toLowerCase(), nonce: String(2n ** 200n), deadline: '1800000000' },
  },
  call: { to, data },
})

describe('the call of a signature request', () => {
  const calls: Record<string, (by: Hex) => Hex> = {
    void: (by) => encodeVoid(terms, by),
    capture: (by) => encodeCapture(terms, 7n, 1n, by),
    refund: (by) => encodeRefund(terms, 7n, 'available', by),
    withdraw: (by) => encodeWithdraw(to, 7n, account, by),
  }
  for (const [name, encode] of Object.entries(calls)) {
    it(`delivers a signed ${name}, byte for byte as its encoder makes it`, () => {
      const call = signedCall(requestOf(encode(senderAuth)), signature)
      expect(call).to.deep.equal({ to, data: encode(auth) })
    })
  }

  it('is refused for what no request asks to sign', () => {
    const request = requestOf(encodeDeposit(false, to, 1n, 'allowance', senderAuth))
    expect(() => signedCall(request, signature)).to.throw('deposit')
  })
})
