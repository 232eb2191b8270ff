import type { Ctx } from '../../context.ts'

/** Does one piece of work among many: what fails is told and holds up nothing else. */
export async function guard(
  ctx: Ctx,
  about: Record<string, unknown>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    ctx.log.error({ ...about, err: error }, 'watching failed')
  }
}
