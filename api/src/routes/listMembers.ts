import { toMember } from '../domain/objects/member.ts'
import { defineRoute } from './route.ts'
import { listQuery } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { memberListSchema } from './shapes/member.ts'

export const listMembers = defineRoute({
  method: 'get',
  path: '/v1/members',
  operationId: 'listMembers',
  summary: 'List members, newest first',
  description: 'The people who may act for the merchant, in test and live mode alike.',
  tag: 'Members',
  access: { scope: 'members:read' },
  query: listQuery('mem', 'a member', {}),
  answer: { status: 200, schema: memberListSchema, description: 'A page of members.' },
  handle: async (ctx, { caller, query }) =>
    toList('/v1/members', await ctx.store.members.list(ctx.db, toPage(caller, query)), toMember),
})
