import { encodeListToken, encodePauseIntake } from '@florin/sdk/escrow/adminCalldata.ts'
import type { Address } from 'viem'
import { accounts } from '../../sandbox.ts'
import { doBoth, type Life } from '../life.ts'

export async function doPauseIntake(life: Life, paused: boolean): Promise<void> {
  const { box, world } = life
  const transaction = { from: accounts.admin.address, to: box.escrow, data: encodePauseIntake(paused) }
  await doBoth(life, 'pauseIntake', transaction, () => {
    world.paused = paused
    world.facts.push({ name: 'IntakePaused', args: { paused } })
    return []
  })
}

export async function doListToken(life: Life, token: Address, listed: boolean): Promise<void> {
  const { box, world } = life
  const transaction = { from: accounts.admin.address, to: box.escrow, data: encodeListToken(token, listed) }
  await doBoth(life, 'listToken', transaction, () => {
    if (listed) world.listed.add(token)
    else world.listed.delete(token)
    world.facts.push({ name: 'TokenListed', args: { token, listed } })
    return []
  })
}
