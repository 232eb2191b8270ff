import { z } from 'zod'
import { toMember } from '../domain/objects/member.ts'
import { addMember as add } from '../services/addMember.ts'
import { EXAMPLE_PAYER } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { addressInput, chainInput } from './shapes/common.ts'
import { memberSchema, roleInput } from './shapes/member.ts'

export const addMember = defineRoute({
  method: 'post',
  path: '/v1/members',
  operationId: 'addMember',
  summary: 'Add a member',
  description:
    'Lets a wallet sign in for the merchant. Only an owner’s session may; no key can. A contract wallet needs its `chain`: there alone it speaks for the member.',
  tag: 'Members',
  access: 'owner',
  bothModes: true,
  body: z
    .strictObject({
      address: addressInput,
      role: roleInput,
      chain: chainInput.nullable().default(null),
    })
    .meta({ id: 'AddMember', example: { address: EXAMPLE_PAYER, role: 'finance' } }),
  answer: { status: 201, schema: memberSchema, description: 'The member.' },
  handle: async (ctx, { caller, body }) => toMember(await add(ctx, caller, body)),
})
