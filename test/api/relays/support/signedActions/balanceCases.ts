import * as account from '@florin/sdk/escrow/accountTypedData.ts'
import * as escrow from '@florin/sdk/escrow/calldata.ts'
import type { Hex } from 'viem'
import { AMOUNT, newWallet, type SignedCase } from './scene.ts'

/** What an account signs about its balance. */
export const balanceCases: readonly SignedCase[] = [
  [
    'deposits by EIP-3009',
    'deposit',
    async (scene) => {
      const fields = await scene.actions.fresh(scene.payer)
      const typedData = account.depositAuthorizationTypedData({
        ...scene.actions.place,
        ...fields,
        toPrepaid: false,
        token: scene.tokenOf(),
        amount: AMOUNT,
        tokenDomain: scene.world.token.eip712,
      })
      const auth = await scene.actions.auth(scene.payer, fields, typedData)
      const data = escrow.encodeDeposit(false, scene.tokenOf(), AMOUNT, 'erc3009', auth)
      const effect = () => scene.available(scene.payer.address)
      const before = await effect()
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.payer.address,
        effect,
        before,
        after: before + AMOUNT,
        amount: AMOUNT,
      }
    },
  ],
  [
    'moves prepaid money',
    'move_prepaid',
    async (scene) => {
      const fields = await scene.actions.fresh(scene.payer)
      const move = { token: scene.tokenOf(), amount: AMOUNT, toPrepaid: false }
      const typedData = account.movePrepaidTypedData({ ...scene.actions.place, ...fields, ...move })
      const data = escrow.encodeMovePrepaid(
        scene.tokenOf(),
        AMOUNT,
        false,
        await scene.actions.auth(scene.payer, fields, typedData),
      )
      const effect = () => scene.prepaid(scene.payer.address)
      const before = await effect()
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.payer.address,
        effect,
        before,
        after: before - AMOUNT,
        amount: AMOUNT,
      }
    },
  ],
  [
    'transfers between balances',
    'transfer_balance',
    async (scene) => {
      const wallet = newWallet()
      const fields = await scene.actions.fresh(scene.merchant.account)
      const ref: Hex = `0x${'ab'.repeat(32)}`
      const typedData = account.transferBalanceTypedData({
        ...scene.actions.place,
        ...fields,
        to: wallet,
        token: scene.tokenOf(),
        amount: AMOUNT,
        ref,
      })
      const auth = await scene.actions.auth(scene.merchant.account, fields, typedData)
      const data = escrow.encodeTransferBalance(wallet, scene.tokenOf(), AMOUNT, ref, auth)
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.own(),
        effect: () => scene.available(wallet),
        before: 0n,
        after: AMOUNT,
        amount: AMOUNT,
      }
    },
  ],
  [
    'withdraws',
    'withdraw',
    async (scene) => {
      const wallet = newWallet()
      const fields = await scene.actions.fresh(scene.merchant.account)
      const typedData = account.withdrawTypedData({
        ...scene.actions.place,
        ...fields,
        to: wallet,
        token: scene.tokenOf(),
        amount: AMOUNT,
      })
      const data = escrow.encodeWithdraw(
        scene.tokenOf(),
        AMOUNT,
        wallet,
        await scene.actions.auth(scene.merchant.account, fields, typedData),
      )
      return {
        ...scene.toEscrow(),
        data,
        signer: scene.own(),
        effect: () => scene.read.wallet(wallet),
        before: 0n,
        after: AMOUNT,
        amount: AMOUNT,
      }
    },
  ],
]
