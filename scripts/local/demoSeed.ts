import path from 'node:path'
import { isLocalChain } from '../../api/src/domain/localChain.ts'
import { deploymentsDir, type ServedChain } from './deployments.ts'
import { apiEnvironment, type Sandbox } from './environment.ts'
import { textAt } from './json.ts'
import type { DemoAccess } from './runningState.ts'
import { ROOT } from './settings.ts'
import type { StartContext } from './startContext.ts'

/** Adds the demo merchant on a local chain; elsewhere merchants are real, and so is their money. */
export async function demoSeed(
  start: StartContext,
  sandbox: Sandbox,
  chain: ServedChain,
): Promise<DemoAccess | null> {
  if (!isLocalChain(chain.chainId)) return null
  return start.progress.step('Demo merchant with an open invoice', async () => {
    const output = await start.supervisor.run({
      name: 'seed',
      command: process.execPath,
      args: ['scripts/seed-demo.ts', '--chain', String(chain.chainId)],
      cwd: ROOT,
      env: {
        ...apiEnvironment(sandbox, start.ports.api.port),
        DEMO_API_KEY: sandbox.keys.demoApiKey,
        DEPLOYMENTS_DIR: deploymentsDir(start.settings),
      },
      logFile: path.join(start.settings.dir, 'logs', 'seed.log'),
    })
    const seeded: unknown = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '')
    return {
      merchant: textAt(seeded, 'merchant'),
      apiKey: sandbox.keys.demoApiKey,
      invoice: textAt(seeded, 'invoice'),
      checkoutUrl: textAt(seeded, 'checkoutUrl'),
    }
  })
}
