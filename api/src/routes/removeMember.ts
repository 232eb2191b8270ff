import { z } from 'zod'
import { removeMember as remove } from '../services/removeMember.ts'
import { defineRoute } from './route.ts'
import { addressInput } from './shapes/common.ts'
import { removedMemberSchema } from './shapes/member.ts'

export const removeMember = defineRoute({
  method: 'delete',
  path: '/v1/members/{address}',
  operationId: 'removeMember',
  summary: 'Remove a member',
  description:
    'Ends its sessions at once. Only an owner’s session may, and the last owner cannot be removed.',
  tag: 'Members',
  access: 'owner',
  bothModes: true,
  params: z.object({ address: addressInput }),
  answer: { status: 200, schema: removedMemberSchema, description: 'The member is removed.' },
  handle: async (ctx, { caller, params }) => {
    const { id } = await remove(ctx, caller, params.address)
    return { object: 'member' as const, id, deleted: true as const }
  },
})
