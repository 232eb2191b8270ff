import { db } from 'ponder:api'
import schema from 'ponder:schema'
import { Hono } from 'hono'
import { graphql } from 'ponder'
import { holdsKey } from '../../desk/hostKey.ts'

// Ponder's own server listens on loopback only, and desk/desk.ts forwards the host's reports to it.

const { INDEXER_GRAPHQL_KEY: hostKey } = process.env
const app = new Hono()

if (hostKey) {
  app.use('/graphql', async (context, next) => {
    if (holdsKey(context.req.header('authorization'), hostKey)) return next()
    return context.json({ errors: [{ message: 'authorization must be the host’s key' }] }, 401)
  })
  app.use(
    '/graphql',
    graphql({ db, schema }, { maxOperationTokens: 1_000, maxOperationDepth: 12, maxOperationAliases: 10 }),
  )
}

export default app
