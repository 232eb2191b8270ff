import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Deployment } from './deployment.ts'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const SERVED = join(HERE, 'src', 'api')
const DIGITS = 10

/**
 * Short name of everything that decides what the rows are. It covers all that Ponder's own build id covers (contracts,
 * schema and handlers), because Ponder refuses a schema that another build id filled, and beside that what
 * handlers import from elsewhere. This file and the process around Ponder are not part of it.
 */
export function buildHash(deployments: readonly Deployment[]): string {
  const hash = createHash('sha256')
  for (const { chainId, escrow, manager } of deployments)
    for (const { address, startBlock } of [escrow, manager])
      hash.update(`${chainId} ${address.toLowerCase()} ${startBlock}\n`)
  for (const file of rowFiles()) hash.update(readFileSync(file)).update('\0')
  return hash.digest('hex').slice(0, DIGITS)
}

function rowFiles(): string[] {
  // What src/api answers changes no row.
  const handlers = ['schema', 'src'].flatMap(filesUnder).filter((file) => !file.startsWith(SERVED))
  const imported = [
    '@florin/sdk/abi/paymentEscrow.ts',
    '@florin/sdk/abi/subscriptionManager.ts',
    '@florin/sdk/escrow/factIdentity.ts',
    '@florin/sdk/escrow/terms.ts',
    '@florin/sdk/subscriptions/plan.ts',
    '@florin/sdk/subscriptions/state.ts',
  ].map((name) => fileURLToPath(import.meta.resolve(name)))
  return [join(HERE, 'ponder.config.ts'), join(HERE, 'ponder.schema.ts'), ...handlers, ...imported]
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(HERE, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
