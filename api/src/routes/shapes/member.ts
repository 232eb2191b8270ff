import { z } from 'zod'
import { ROLES } from '../../domain/roles.ts'
import { EXAMPLE_PAYER, EXAMPLE_TIME, exampleId } from '../examples/parts.ts'
import { addressSchema, listSchema, timeSchema } from './common.ts'

export const roleInput = z
  .enum(ROLES, `must be one of: ${ROLES.join(', ')}`)
  .meta({ description: 'What the member may do: docs/roles.md.', example: 'finance' })

export const memberSchema = z
  .object({
    object: z.literal('member'),
    id: z.string(),
    address: addressSchema,
    chain: z
      .string()
      .nullable()
      .meta({ description: 'The one chain whose contract wallet speaks for the member.' }),
    role: z.enum(ROLES),
    created_at: timeSchema,
  })
  .meta({
    id: 'Member',
    example: {
      object: 'member',
      id: exampleId('mem'),
      address: EXAMPLE_PAYER,
      chain: null,
      role: 'finance',
      created_at: EXAMPLE_TIME,
    },
  })

export const removedMemberSchema = z
  .object({ object: z.literal('member'), id: z.string(), deleted: z.literal(true) })
  .meta({ id: 'RemovedMember', example: { object: 'member', id: exampleId('mem'), deleted: true } })

export const memberListSchema = listSchema(memberSchema, 'MemberList')
