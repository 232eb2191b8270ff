// Dispatches one relay in a process of its own, which a crash point may kill: node dispatchOnce.ts <relay id>
import { readDeployments } from '../../../../api/src/chain/deployments.ts'
import { readConfig } from '../../../../api/src/config.ts'
import { makeContext } from '../../../../api/src/context.ts'
import { dispatchRelay } from '../../../../api/src/services/relays/dispatchRelay.ts'

const config = readConfig()
const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
const ctx = makeContext(config, chains, { name: 'crash', poolSize: 2 })
await dispatchRelay(ctx, process.argv[2] ?? '')
await ctx.close()
