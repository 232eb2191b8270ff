import type { Pool } from 'pg'

/**
 * Has the database note each end of a relay that is taken back, each nonce that is given up to somebody else, and each fact
 * that is reverted, since all of it may be right again before anybody looks.
 */
export async function noteChanges(pool: Pool): Promise<void> {
  await pool.query(`
    create table florin.chaos_note (at timestamptz not null default clock_timestamp(), what text not null);
    create function florin.chaos_note_change() returns trigger language plpgsql security definer as $$
    begin
      insert into florin.chaos_note (what) values (tg_table_name || ' ' || to_jsonb(new)::text);
      return new;
    end $$;
    create trigger chaos_taken_back after update on florin.relay for each row
      when (old.status in ('confirmed', 'failed', 'expired', 'canceled') and new.status <> old.status)
      execute function florin.chaos_note_change();
    create trigger chaos_unsettled after update on florin.signer_nonce for each row
      when ((old.status in ('mined', 'final') and new.status not in ('mined', 'final')) or new.status = 'foreign')
      execute function florin.chaos_note_change();
    create trigger chaos_reverted after update on florin.chain_fact for each row
      when (new.status = 'reverted' and old.status <> 'reverted')
      execute function florin.chaos_note_change();`)
}

export async function readNotes(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ what: string }>('select what from florin.chaos_note order by at')
  return rows.map(({ what }) => what)
}
