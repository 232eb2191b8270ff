// Dispatches one relay in a process of its own, which a crash point may kill: node dispatchOnce.ts <relay id>
import { readDeployments } from '../../../../api/src/chain/deployments.ts'
import { readConfig } from '../../../../api/src/config.ts'
import { makeContext } from '../../../../api/src/context.ts'
import { dispatchRelay } from '../../../../api/src/services/relays/dispatchRelay.ts'
import { loadSigners } from '../../../../api/src/signers.ts'

const config = readConfig()
const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: true })
const ctx = makeContext(config, chains, { name: 'crash', poolSize: 2, signers })
await dispatchRelay(ctx, process.argv[2] ?? '')
await ctx.close()
