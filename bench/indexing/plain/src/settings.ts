import { ponder } from 'ponder:registry'
import { escrowSetting, token } from 'ponder:schema'

ponder.on('PaymentEscrow:TokenListed', async ({ event, context: { db, chain } }) => {
  const { token: address, listed } = event.args
  const said = { listed, blockNumber: event.block.number }
  await db
    .insert(token)
    .values({ chainId: chain.id, token: address, ...said, escrowed: 0n, available: 0n, prepaid: 0n })
    .onConflictDoUpdate(said)
})

ponder.on('PaymentEscrow:OwnershipTransferred', async ({ event, context: { db, chain } }) => {
  const said = { owner: event.args.newOwner, blockNumber: event.block.number }
  await db
    .insert(escrowSetting)
    .values({ chainId: chain.id, escrow: event.log.address, ...said, intakePaused: false })
    .onConflictDoUpdate({ ...said, pendingOwner: null })
})
