import { z } from 'zod'
import { toMember } from '../domain/objects/member.ts'
import { getMember as get } from '../services/getMember.ts'
import { defineRoute } from './route.ts'
import { addressInput } from './shapes/common.ts'
import { memberSchema } from './shapes/member.ts'

export const getMember = defineRoute({
  method: 'get',
  path: '/v1/members/{address}',
  operationId: 'getMember',
  summary: 'Get a member',
  description: 'A member is named by the address of its wallet.',
  tag: 'Members',
  access: { scope: 'members:read' },
  params: z.object({ address: addressInput }),
  answer: { status: 200, schema: memberSchema, description: 'The member.' },
  handle: async (ctx, { caller, params }) => toMember(await get(ctx, caller, params.address)),
})
