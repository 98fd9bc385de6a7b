import type { Client } from 'pg';

const FETCH = 2_000;
let cursors = 0;

/** Rows of a query, a portion at a time; inside an open transaction. */
export async function* stream<Row>(client: Client, text: string): AsyncGenerator<Row, void, void> {
  const cursor = `rows_${(cursors += 1)}`;
  await client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query(`FETCH ${FETCH} FROM ${cursor}`);
    yield* rows as Row[];
    if (rows.length < FETCH) break;
  }
  await client.query(`CLOSE ${cursor}`);
}
