/** Who may import whom: the table of docs/architecture.md. */
export type Rule = {
  /** Files under this path, or this one file; the longest match counts. */
  part: string
  /** Parts of this project whose values it may use. Its own files are always allowed. */
  mayUse: readonly string[]
  /** Parts of which it may know the types only: what it needs at run time is passed to it. */
  typesOf?: readonly string[]
  /** npm packages; `null` means any. A package's sub-paths belong to it. */
  packages: readonly string[] | null
  /** Node's own modules; `null` means any. */
  node: readonly string[] | null
}

const DOMAIN = ['api/src/domain', 'sdk/src']
const CONTEXT = 'api/src/context.ts'

/** These put the parts together, so they may know all of them. */
const everything = (part: string): Rule => ({
  part,
  mayUse: ['sdk', 'indexer', 'api', 'web', 'scripts', 'test', 'bench', 'ignition', 'hardhat.config.ts'],
  packages: null,
  node: null,
})

export const RULES: readonly Rule[] = [
  { part: 'sdk/src', mayUse: [], packages: ['viem', 'standardwebhooks', 'openapi-fetch'], node: [] },
  { part: 'indexer', mayUse: ['sdk/src'], packages: ['ponder', 'hono', 'viem', 'pg'], node: null },
  {
    part: 'api/src/domain',
    mayUse: ['sdk/src'],
    packages: ['viem', 'typeid-js'],
    node: ['node:crypto'],
  },
  {
    part: 'api/src/services',
    mayUse: DOMAIN,
    typesOf: [CONTEXT, 'api/src/store', 'api/src/chain', 'api/src/http'],
    packages: ['viem', 'standardwebhooks'],
    node: ['node:crypto', 'node:timers/promises'],
  },
  {
    part: 'api/src/store',
    mayUse: DOMAIN,
    packages: ['kysely', 'pg'],
    node: ['node:fs', 'node:path', 'node:url', 'node:timers/promises'],
  },
  {
    part: 'api/src/chain',
    mayUse: DOMAIN,
    typesOf: [CONTEXT],
    packages: ['viem', 'zod', '@x402/core', '@x402/evm'],
    node: ['node:fs', 'node:path'],
  },
  {
    part: 'api/src/http',
    mayUse: DOMAIN,
    packages: ['request-filtering-agent', 'standardwebhooks'],
    node: ['node:http', 'node:https'],
  },
  {
    part: 'api/src/routes',
    // The one place that maps error codes to statuses also describes them in the OpenAPI document.
    mayUse: ['api/src/services', 'api/src/middleware/problem.ts', ...DOMAIN],
    typesOf: [CONTEXT, 'api/src/store', 'api/src/middleware'],
    packages: ['zod', 'zod-openapi', 'viem', 'express', 'helmet', 'swagger-ui-dist', 'prom-client'],
    node: ['node:path', 'node:module', 'node:url'],
  },
  {
    part: 'api/src/jobs',
    mayUse: ['api/src/services', ...DOMAIN],
    typesOf: [CONTEXT, 'api/src/store'],
    packages: ['graphile-worker', 'node-cron', 'pg', 'pino', 'zod'],
    node: ['node:events', 'node:timers/promises'],
  },
  {
    part: 'api/src/middleware',
    mayUse: DOMAIN,
    typesOf: [CONTEXT, 'api/src/store'],
    packages: ['express', 'zod', 'pino', 'pino-http'],
    node: ['node:crypto'],
  },
  {
    // Encrypts and decrypts key files; it reads none.
    part: 'api/src/chain/keystore.ts',
    mayUse: ['api/src/chain/signer.ts', ...DOMAIN],
    packages: ['ox', 'viem', 'zod'],
    node: ['node:crypto', 'node:util'],
  },
  { part: 'api/src/config.ts', mayUse: [], packages: ['viem', 'zod'], node: [] },
  { part: 'api/src', mayUse: ['sdk/src'], packages: null, node: null },
  {
    part: 'web/src',
    mayUse: ['sdk/src'],
    packages: ['react', 'react-dom', 'wagmi', 'viem', '@tanstack/react-query', 'qrcode'],
    node: [],
  },
  {
    part: 'web',
    mayUse: [],
    packages: ['express', 'helmet', 'vite', '@vitejs/plugin-react'],
    node: null,
  },
  everything('scripts'),
  everything('test'),
  everything('bench'),
  everything('ignition'),
  everything('hardhat.config.ts'),
]
