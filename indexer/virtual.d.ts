/// <reference types="ponder/virtual" />

// Ponder writes the same into ponder-env.d.ts at every start; that file is ignored, so that a start changes nothing that
// is committed.
declare module 'ponder:internal' {
  const config: typeof import('./ponder.config.ts')
  const schema: typeof import('./ponder.schema.ts')
}

declare module 'ponder:schema' {
  export * from './ponder.schema.ts'
}
