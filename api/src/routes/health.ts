import { Router } from 'express'
import type { Ctx } from '../context.ts'
import { checkReadiness } from '../services/checkReadiness.ts'

/** /health: this process lives. /ready: it can serve, and everything it depends on is there. */
export function healthRouter(ctx: Ctx): Router {
  const router = Router()
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' })
  })
  router.get('/ready', async (_request, response) => {
    const readiness = await checkReadiness(ctx)
    response.status(readiness.ready ? 200 : 503).json(readiness)
  })
  return router
}
