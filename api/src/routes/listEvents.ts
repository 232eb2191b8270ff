import { toEvent } from '../domain/objects/event.ts'
import { listEvents as list } from '../services/listEvents.ts'
import { exampleId } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { listQuery, textInput } from './shapes/common.ts'
import { eventListSchema } from './shapes/event.ts'
import { toList, toPage } from './shapes/list.ts'
import { eventTypesInput } from './shapes/webhookEndpoint.ts'

export const listEvents = defineRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'listEvents',
  summary: 'List events, newest first',
  description: 'Everything that happened to your objects, by sequence number without gaps.',
  tag: 'Events',
  access: { scope: 'events:read' },
  query: listQuery('evt', 'an event', {
    type: eventTypesInput.optional(),
    object: textInput(100)
      .optional()
      .meta({ description: 'Id of the object that the events tell of.', example: exampleId('inv') }),
  }),
  answer: { status: 200, schema: eventListSchema, description: 'A page of events.' },
  handle: async (ctx, { caller, query }) =>
    toList(
      '/v1/events',
      await list(ctx, toPage(caller, query), { types: query.type, objectId: query.object }),
      toEvent,
    ),
})
