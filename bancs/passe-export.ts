import { sql } from 'kysely'
import { relationQuiOuvre } from '../src/agent/lecture-apres.queries.ts'
import { exporterPersonnesIndicateur } from '../src/pilotage/exporter-personnes-indicateur.ts'
import { personnesDerriere } from '../src/pilotage/personnes-indicateur.ts'
import { contexte } from '../src/socle/contexte.ts'
import type { Base } from '../src/socle/db.ts'
import { parCurseur } from '../src/socle/export/lignes.ts'
import { MAINTENANT } from './territoire-http.ts'

/** In which form; « rien »: read, and dropped. */
export type Ecrit = 'rien' | 'csv' | 'xlsx'

const DEMANDE = { indicateur: 'I05', du: '2025-02-01', au: '2025-03-10' } as const

/** The persons behind a figure, by a chargé d'orientation who sees the whole territory, to the last byte. */
export async function exporterTout(base: Base, ecrit: Ecrit): Promise<{ lignes: number; octets: number }> {
  const ctx = contexte(base.territoire('59'), base, {
    agent: {
      genre: 'agent',
      id: '01900000-0000-7000-8000-000000000001',
      nom: 'Banc',
      role: 'charge-orientation',
      structureId: null,
      equipeId: null,
      secteur: null,
    },
    territoire: { code: '59', nom: 'Nord', demo: false },
    now: MAINTENANT,
    raison: relationQuiOuvre,
  })
  let [lignes, octets] = [0, 0]
  if (ecrit === 'rien') {
    for await (const page of parCurseur(ctx, personnesDerriere(ctx, DEMANDE, sql``))) lignes += page.lignes.length
    return { lignes, octets }
  }
  const { contenu } = await exporterPersonnesIndicateur(ctx, { ...DEMANDE, motif: 'activite', format: ecrit })
  for await (const morceau of contenu as AsyncIterable<Buffer>) octets += morceau.length
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from consultation where export = (select max(export) from consultation)`.execute(ctx.db)
  return { lignes: rows[0]?.n ?? 0, octets }
}
