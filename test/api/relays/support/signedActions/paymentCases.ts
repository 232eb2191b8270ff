import * as escrow from '@florin/sdk/escrow/calldata.ts'
import * as payment from '@florin/sdk/escrow/typedData.ts'
import { fromTermsRow } from '../../../../../api/src/domain/terms.ts'
import { requestPayment } from '../relays.ts'
import { AMOUNT, type SignedCase } from './scene.ts'

/** What is signed about a payment. */
export const paymentCases: readonly SignedCase[] = [
  [
    'burns a payment request',
    'burn',
    async (scene) => {
      const request = await requestPayment(scene.world, scene.merchant)
      const fields = await scene.actions.fresh(scene.payer)
      const typedData = payment.burnTypedData({ ...scene.actions.place, ...fields, id: request.onchain_id })
      const data = escrow.encodeBurn(
        fromTermsRow(request.terms),
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      const effect = async () => (await scene.actions.paymentOf(request.onchain_id)).status
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.payer.address,
        effect,
        before: 0,
        after: 3,
        onchainId: request.onchain_id,
      }
    },
  ],
  [
    'captures',
    'capture',
    async (scene) => {
      const { terms, id, fields, on } = await scene.onPayment('manual')
      const typedData = payment.captureTypedData({ ...on, amount: AMOUNT, fee: 0n })
      const auth = await scene.actions.auth(scene.merchant.account, fields, typedData)
      const data = escrow.encodeCapture(terms, AMOUNT, 0n, auth)
      const effect = async () => (await scene.actions.paymentOf(id)).capturable
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.own(),
        effect,
        before: 10_000_000n,
        after: 8_000_000n,
        onchainId: id,
        amount: AMOUNT,
      }
    },
  ],
  [
    'voids',
    'void',
    async (scene) => {
      const { terms, id, fields, on } = await scene.onPayment('manual')
      const auth = await scene.actions.auth(scene.merchant.account, fields, payment.voidTypedData(on))
      const effect = async () => (await scene.actions.paymentOf(id)).capturable
      return {
        ...scene.toEscrow(),
        data: escrow.encodeVoid(terms, auth),
        signer: scene.own(),
        effect,
        before: 10_000_000n,
        after: 0n,
        onchainId: id,
      }
    },
  ],
  [
    'refunds',
    'refund',
    async (scene) => {
      const { terms, id, fields, on } = await scene.onPayment('automatic')
      const typedData = payment.refundTypedData({ ...on, amount: AMOUNT, source: 'available' })
      const auth = await scene.actions.auth(scene.merchant.account, fields, typedData)
      const data = escrow.encodeRefund(terms, AMOUNT, 'available', auth)
      const effect = async () => (await scene.actions.paymentOf(id)).refundable
      const before = await effect()
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.own(),
        effect,
        before,
        after: before - AMOUNT,
        onchainId: id,
        amount: AMOUNT,
      }
    },
  ],
]
