import { describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeListToken, encodePauseIntake } from '@florin/sdk/escrow/adminCalldata.ts'
import {
  encodeAuth,
  encodeAuthorize,
  encodeBurn,
  encodeCancelNonce,
  encodeCapture,
  encodeCaptureBatch,
  encodeCharge,
  encodeDeposit,
  encodeMovePrepaid,
  encodeReclaim,
  encodeRefund,
  encodeSetOperator,
  encodeSetPayout,
  encodeTransferBalance,
  encodeVoid,
  encodeWithdraw,
  encodeWithdrawFor,
} from '@florin/sdk/escrow/calldata.ts'
import { encodePermitData } from '@florin/sdk/escrow/permit.ts'
import { abiTerms, sources, type Terms } from '@florin/sdk/escrow/terms.ts'
import { expect } from 'chai'
import { decodeAbiParameters, decodeFunctionData, type Hex, parseAbiParameters } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

const account = (digit: number): Hex => `0x${String(digit).repeat(40)}`
const token = account(4)
const ref: Hex = `0x${'ab'.repeat(32)}`
const auth = encodeAuth({ account: account(1), nonce: 2n ** 255n, deadline: 7n, signature: '0x1234' })

const terms: Terms = {
  payer: account(1),
  merchant: account(2),
  operator: account(3),
  token,
  amount: 2n ** 96n - 1n,
  mode: 'charge',
  authorizeBy: 11n,
  captureBy: 12n,
  refundBy: 13n,
  minFeeBps: 14,
  maxFeeBps: 15,
  feeRecipient: account(5),
  invoiceRef: ref,
  salt: 2n ** 256n - 1n,
}
const inAbi = abiTerms(terms)
const signed = (source: 'erc3009' | 'permit2' | 'native') => ({ source, signature: '0xabcd' }) as const

/** Each encoder, with the arguments that the contract is to find. */
const verbs: Record<string, [Hex, readonly unknown[]][]> = {
  authorize: [
    [encodeAuthorize(terms, signed('erc3009')), [inAbi, { source: 2, data: '0xabcd' }]],
    [encodeAuthorize(terms, signed('permit2')), [inAbi, { source: 4, data: '0xabcd' }]],
    [encodeAuthorize(terms, signed('native')), [inAbi, { source: 5, data: '0xabcd' }]],
  ],
  charge: [[encodeCharge(terms, 9n, signed('erc3009')), [inAbi, 9n, { source: 2, data: '0xabcd' }]]],
  burn: [[encodeBurn(terms, auth), [inAbi, auth]]],
  capture: [[encodeCapture(terms, 8n, 1n, auth), [inAbi, 8n, 1n, auth]]],
  captureBatch: [
    [encodeCaptureBatch([{ terms, amount: 8n, fee: 1n }]), [[{ amount: 8n, fee: 1n, terms: inAbi }]]],
  ],
  void: [[encodeVoid(terms, auth), [inAbi, auth]]],
  reclaim: [[encodeReclaim(terms), [inAbi]]],
  refund: [[encodeRefund(terms, 8n, 'erc3009', auth), [inAbi, 8n, 2, auth]]],
  deposit: [
    [encodeDeposit(true, token, 8n, 'native', '0x'), [true, token, 8n, 5, '0x']],
    [encodeDeposit(false, token, 8n, 'allowance', auth), [false, token, 8n, 0, auth]],
  ],
  movePrepaid: [[encodeMovePrepaid(token, 8n, true, auth), [token, 8n, true, auth]]],
  transferBalance: [
    [encodeTransferBalance(account(6), token, 8n, ref, auth), [account(6), token, 8n, ref, auth]],
  ],
  withdraw: [[encodeWithdraw(token, 8n, account(6), auth), [token, 8n, account(6), auth]]],
  withdrawFor: [[encodeWithdrawFor(account(6), token), [account(6), token]]],
  setPayout: [[encodeSetPayout(account(6), auth), [account(6), auth]]],
  setOperator: [[encodeSetOperator(account(6), token, 8n, auth), [account(6), token, 8n, auth]]],
  cancelNonce: [[encodeCancelNonce(8n, auth), [8n, auth]]],
  listToken: [[encodeListToken(token, true), [token, true]]],
  pauseIntake: [[encodePauseIntake(true), [true]]],
}

/** Functions that are no verbs of accounts: the manager's hooks, and the administration of OpenZeppelin. */
const others = [
  ...['enterFor', 'debitPrepaid', 'pull3009', 'settle'],
  ...['acceptOwnership', 'renounceOwnership', 'transferOwnership'],
]

describe('calldata', () => {
  it('exists for every verb of the contract', () => {
    const mutators = paymentEscrowAbi.flatMap((item) =>
      item.type === 'function' && item.stateMutability !== 'view' ? [item.name] : [],
    )
    expect([...Object.keys(verbs), ...others]).to.have.members([...mutators])
  })

  for (const [name, calls] of Object.entries(verbs)) {
    it(`of ${name} decodes to what went in`, () => {
      for (const [data, args] of calls) {
        const decoded = decodeFunctionData({ abi: paymentEscrowAbi, data })
        expect(decoded).to.deep.equal({ functionName: name, args })
      }
    })
  }

  it('of an auth decodes to account, nonce, deadline and signature', () => {
    const parameters = parseAbiParameters('address, uint256, uint256, bytes')
    expect(decodeAbiParameters(parameters, auth)).to.deep.equal([account(1), 2n ** 255n, 7n, '0x1234'])
  })

  it('of a pull by permit holds the permit in parts and the consent', async () => {
    const signer = privateKeyToAccount(`0x${'11'.repeat(32)}`)
    const signature = await signer.sign({ hash: ref })
    const permit = { value: 9n, deadline: 10n, signature }
    const data = encodePermitData(permit, '0xabcd')
    const parameters = parseAbiParameters('uint256, uint256, uint8, bytes32, bytes32, bytes')
    const [value, deadline, v, r, s, consent] = decodeAbiParameters(parameters, data)
    expect({ value, deadline, consent }).to.deep.equal({ value: 9n, deadline: 10n, consent: '0xabcd' })
    expect(`${r}${s.slice(2)}${v.toString(16)}`).to.equal(signature)
    const call = decodeFunctionData({
      abi: paymentEscrowAbi,
      data: encodeAuthorize(terms, { source: 'permit', permit, signature: '0xabcd' }),
    })
    expect(call.args).to.deep.equal([inAbi, { source: 3, data }])
  })

  it('refuses an amount that the contract cannot hold', () => {
    expect(() => encodeWithdraw(token, 2n ** 96n, account(6), auth)).to.throw('96-bit')
    expect(() => encodePermitData({ value: 1n, deadline: 1n, signature: '0x12' }, '0x')).to.throw('ignature')
  })

  it('names sources in the order of the enum', () => {
    expect(sources).to.deep.equal(['allowance', 'available', 'erc3009', 'permit', 'permit2', 'native'])
  })
})
