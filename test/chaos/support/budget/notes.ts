import type { Pool } from 'pg'

/** Has the database note every state of every budget that is committed, whoever writes it. */
export async function noteReservations(pool: Pool): Promise<void> {
  await pool.query(`
    create table florin.chaos_budget (subject text not null, held numeric not null, limit_wei numeric);
    create function florin.chaos_note_budget() returns trigger language plpgsql security definer as $$
    begin
      insert into florin.chaos_budget values (new.subject, new.reserved + new.spent, new.limit_wei);
      return new;
    end $$;
    create trigger chaos_budget after insert or update on florin.sponsor_counter for each row
      execute function florin.chaos_note_budget();`)
}

type Noted = { states: number; overspent: bigint }

/** How many states there were, and by how much the worst was above its limit. */
export async function readOverspent(pool: Pool): Promise<Noted> {
  const { rows } = await pool.query<{ states: string; overspent: string }>(`
    select count(*) as states, greatest(coalesce(max(held - limit_wei), 0), 0) as overspent
    from florin.chaos_budget where limit_wei is not null`)
  const [row] = rows
  return { states: Number(row?.states), overspent: BigInt(row?.overspent ?? 0) }
}
