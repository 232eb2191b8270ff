import { defineRoute } from './route.ts'
import { endedSessionSchema } from './shapes/session.ts'

export const endSession = defineRoute({
  method: 'delete',
  path: '/v1/sessions/current',
  operationId: 'endSession',
  summary: 'Sign out',
  description: 'Ends the session that calls, at once and everywhere.',
  tag: 'Sessions',
  access: 'session',
  answer: { status: 200, schema: endedSessionSchema, description: 'The session is ended.' },
  handle: async (ctx, { caller }) => {
    await ctx.store.sessions.end(ctx.db, caller.sessionId, ctx.clock.now())
    return { object: 'session' as const, id: caller.sessionId, deleted: true as const }
  },
})
