import { toSession } from '../domain/objects/session.ts'
import { getSession as get } from '../services/getSession.ts'
import { defineRoute } from './route.ts'
import { sessionSchema } from './shapes/session.ts'

export const getSession = defineRoute({
  method: 'get',
  path: '/v1/sessions/current',
  operationId: 'getSession',
  summary: 'Get the session that calls',
  description:
    'Says for which merchant, in which mode and with which role you are signed in, and until when.',
  tag: 'Sessions',
  access: 'session',
  answer: { status: 200, schema: sessionSchema, description: 'The session, without its token.' },
  handle: async (ctx, { caller }) => toSession(await get(ctx, caller)),
})
