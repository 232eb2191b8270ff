import { z } from 'zod'
import { toMember } from '../domain/objects/member.ts'
import { changeMember } from '../services/changeMember.ts'
import { defineRoute } from './route.ts'
import { addressInput } from './shapes/common.ts'
import { memberSchema, roleInput } from './shapes/member.ts'

export const updateMember = defineRoute({
  method: 'patch',
  path: '/v1/members/{address}',
  operationId: 'updateMember',
  summary: 'Change a member’s role',
  description:
    'Counts from the member’s next request on. Only an owner’s session may, and the last owner stays one.',
  tag: 'Members',
  access: 'owner',
  bothModes: true,
  params: z.object({ address: addressInput }),
  body: z.strictObject({ role: roleInput }).meta({ id: 'UpdateMember' }),
  answer: { status: 200, schema: memberSchema, description: 'The member as it is now.' },
  handle: async (ctx, { caller, params, body }) =>
    toMember(await changeMember(ctx, caller, params.address, body.role)),
})
