import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import * as account from '@florin/sdk/escrow/accountTypedData.ts'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import * as action from '@florin/sdk/subscriptions/actionTypedData.ts'
import { testClientOf } from '../chain.ts'
import { AMOUNT, newWallet, type SignedCase } from './scene.ts'

/** What an account signs about who may act for it, and which of its nonces are void. */
export const settingCases: readonly SignedCase[] = [
  [
    'registers a payout address',
    'set_payout',
    async (scene) => {
      const wallet = newWallet()
      const fields = await scene.actions.fresh(scene.merchant.account)
      const typedData = account.setPayoutTypedData({ ...scene.actions.place, ...fields, payout: wallet })
      const data = escrow.encodeSetPayout(
        wallet,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      const effect = async () =>
        (
          await testClientOf(scene.world).readContract({
            address: scene.world.chain.escrow,
            abi: paymentEscrowAbi,
            functionName: 'payoutTo',
            args: [scene.own()],
          })
        )[0].toLowerCase()
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.own(),
        effect,
        before: await effect(),
        after: wallet.toLowerCase(),
      }
    },
  ],
  [
    'registers an operator',
    'set_operator',
    async (scene) => {
      const wallet = newWallet()
      const fields = await scene.actions.fresh(scene.merchant.account)
      const typedData = account.setOperatorTypedData({
        ...scene.actions.place,
        ...fields,
        operator: wallet,
        token: scene.tokenOf(),
        dailyCap: AMOUNT,
      })
      const data = escrow.encodeSetOperator(
        wallet,
        scene.tokenOf(),
        AMOUNT,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      const effect = async () =>
        (
          await testClientOf(scene.world).readContract({
            address: scene.world.chain.escrow,
            abi: paymentEscrowAbi,
            functionName: 'operatorOf',
            args: [scene.own(), wallet, scene.tokenOf()],
          })
        )[0]
      return { ...scene.toEscrow(), data, signer: scene.own(), effect, before: 0n, after: AMOUNT }
    },
  ],
  [
    'cancels a nonce of the escrow',
    'cancel_nonce',
    async (scene) => {
      const { nonce: canceled } = await scene.actions.fresh(scene.payer)
      const fields = await scene.actions.fresh(scene.payer)
      const typedData = account.cancelNonceTypedData({ ...scene.actions.place, ...fields, canceled })
      const data = escrow.encodeCancelNonce(
        canceled,
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      const effect = () => scene.read.nonce(scene.world.chain.escrow, scene.payer.address, canceled)
      return { ...scene.toEscrow(), data, signer: scene.payer.address, effect, before: false, after: true }
    },
  ],
  [
    'cancels a nonce of the manager',
    'cancel_nonce',
    async (scene) => {
      const { nonce: canceled } = await scene.actions.fresh(scene.payer)
      const fields = await scene.actions.fresh(scene.payer)
      const typedData = action.cancelManagerNonceTypedData({ ...scene.actions.place, ...fields, canceled })
      const data = escrow.encodeCancelNonce(
        canceled,
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      const effect = () => scene.read.nonce(scene.world.chain.manager, scene.payer.address, canceled)
      return { ...scene.toManager(), data, signer: scene.payer.address, effect, before: false, after: true }
    },
  ],
]
