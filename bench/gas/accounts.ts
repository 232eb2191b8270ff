import { depositAuthorizationTypedData } from '@florin/sdk/escrow/accountTypedData.ts'
import { encodeListToken, encodePauseIntake } from '@florin/sdk/escrow/adminCalldata.ts'
import {
  encodeAuth,
  encodeCancelNonce,
  encodeDeposit,
  encodeMovePrepaid,
  encodeRefund,
  encodeSetOperator,
  encodeSetPayout,
  encodeTransferBalance,
  encodeWithdrawFor,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { refundAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { type Hex, keccak256, toHex, zeroAddress } from 'viem'
import { testDollarArtifact } from '../../ignition/generated/testDollar.ts'
import { mint } from '../../test/contracts/support/intake.ts'
import { type Account, accounts, type Sandbox, tokenDomain } from '../../test/contracts/support/sandbox.ts'
import { newAction } from '../../test/contracts/support/signed.ts'
import { chargeOnce } from './payments.ts'
import { amount, type Row } from './row.ts'

const { admin, merchant, operator, payer, relayer, stranger } = accounts

/** What accounts do with their balances and settings, and what the admin does. Balances are in use before and after. */
export const accountRows: Row[] = [
  { name: 'deposit.allowance', measure: depositFromAllowance },
  { name: 'deposit.erc3009', measure: depositByErc3009 },
  { name: 'deposit.native', measure: depositCoin },
  { name: 'movePrepaid', measure: movePrepaid },
  { name: 'transferBalance', measure: transferBalance },
  { name: 'refund.erc3009', measure: refundByErc3009 },
  { name: 'setPayout', measure: setPayout },
  { name: 'withdrawFor', measure: withdrawFor },
  { name: 'setOperator', measure: setOperator },
  { name: 'cancelNonce', measure: cancelNonce },
  { name: 'listToken', measure: listToken },
  { name: 'pauseIntake', measure: pauseIntake },
]

function call(box: Sandbox, account: Account, data: Hex, value?: bigint) {
  return box.send(account, box.escrow, data, value)
}

async function depositFromAllowance(box: Sandbox) {
  return call(box, payer, encodeDeposit(false, box.token, amount, 'allowance', senderAuth))
}

/** Delivered by a relayer; the payer's word of nonces is in use. */
async function depositByErc3009(box: Sandbox) {
  await cancelNonce(box)
  const input = { ...(await newAction(box, payer)), toPrepaid: false, token: box.token, amount }
  const signature = await payer.signTypedData(depositAuthorizationTypedData({ ...input, tokenDomain }))
  return call(
    box,
    relayer,
    encodeDeposit(false, box.token, amount, 'erc3009', encodeAuth({ ...input, signature })),
  )
}

async function depositCoin(box: Sandbox) {
  const data = encodeDeposit(false, zeroAddress, amount, 'native', senderAuth)
  await call(box, payer, data, amount)
  return call(box, payer, data, amount)
}

async function movePrepaid(box: Sandbox) {
  return call(box, payer, encodeMovePrepaid(box.token, amount / 2n, true, senderAuth))
}

async function transferBalance(box: Sandbox) {
  const ref = keccak256(toHex('reference'))
  return call(box, payer, encodeTransferBalance(merchant.address, box.token, amount / 4n, ref, senderAuth))
}

/** A part, from a wallet that keeps a rest; delivered by a relayer, the merchant's word of nonces in use. */
async function refundByErc3009(box: Sandbox) {
  await mint(box, merchant, 2n * amount)
  const { terms } = await chargeOnce(box)
  await call(box, relayer, await signedRefund(box, terms))
  return call(box, relayer, await signedRefund(box, terms))
}

async function signedRefund(box: Sandbox, terms: Terms): Promise<Hex> {
  const part = amount / 4n
  const input = { ...(await newAction(box, merchant)), id: paymentId(box.domain, terms), amount: part }
  const typedData = refundAuthorizationTypedData({ ...input, token: box.token, tokenDomain })
  const signature = await merchant.signTypedData(typedData)
  return encodeRefund(terms, part, 'erc3009', encodeAuth({ ...input, signature }))
}

/** For the first time. */
async function setPayout(box: Sandbox) {
  return call(box, merchant, encodeSetPayout(merchant.address, senderAuth))
}

async function withdrawFor(box: Sandbox) {
  await box.client.increaseTime({ seconds: 86_400 })
  return call(box, stranger, encodeWithdrawFor(merchant.address, box.token))
}

/** For the first time. */
async function setOperator(box: Sandbox) {
  return call(box, merchant, encodeSetOperator(operator.address, box.token, amount, senderAuth))
}

/** The account's word of nonces is in use. */
async function cancelNonce(box: Sandbox) {
  await cancelOne(box)
  return cancelOne(box)
}

async function cancelOne(box: Sandbox) {
  const { nonce } = await newAction(box, payer)
  return call(box, payer, encodeCancelNonce(nonce, senderAuth))
}

/** A token that was never listed. */
async function listToken(box: Sandbox) {
  return call(box, admin, encodeListToken(await box.create(testDollarArtifact), true))
}

/** With three tokens listed. */
async function pauseIntake(box: Sandbox) {
  return call(box, admin, encodePauseIntake(true))
}
