import { sql } from 'kysely'
import { ouvrirBase } from '../src/base.ts'
import { chercherPersonnes } from '../src/personne/recherche/personnes.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { contexte } from '../src/socle/contexte.ts'
import { garderListe, nommees } from '../src/socle/lectures/lecture-liste.ts'
import { uuidv7 } from '../src/socle/uuid.ts'
import { serveurDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'
import { peupler } from './recherche.ts'
import { MAINTENANT } from './territoire-http.ts'

export type OptionsListes = { personnes: number; listes: number; json: boolean }

const TIRAGES = 600
const n = (x: number) => x.toFixed(2).replace('.', ',')

/**
 * The search box, with and without keeping whom it showed, in turn in the same run, on
 * `personnes` made-up persons and `listes` lists of 25 names kept already. What one list weighs on the disk, indexes included.
 */
export async function mesurerListes({ personnes, listes, json }: OptionsListes): Promise<void> {
  poserCle(CLE_DU_BANC)
  const serveur = await serveurDuBanc()
  try {
    const url = await serveur.neuve()
    const temoins = await peupler(url, personnes)
    const base = ouvrirBase(url, 4)
    try {
      const territoire = { code: '59', nom: 'Nord', demo: false }
      const agent = {
        ...{ id: uuidv7(), genre: 'agent' as const, nom: 'Banc', role: 'charge-orientation' },
        ...{ structureId: null, equipeId: null, secteur: null },
      }
      const montres = temoins.slice(0, 5000).map(t => t.id)
      const origine = { agent, territoire, now: MAINTENANT }
      const ctx = contexte(base.territoire('59'), base, origine)
      await sql`
        insert into lecture_liste (le, acteur, acteur_id, role, liste, criteres, personnes)
        select ${MAINTENANT}::timestamptz - make_interval(mins => i), 'agent', ${agent.id}, 'charge-orientation', 'portefeuille',
          decode(repeat('ab', 120), 'hex'),
          (${montres}::uuid[])[(i * 25) % ${montres.length - 25}::int + 1 : (i * 25) % ${montres.length - 25}::int + 25]
        from generate_series(1, ${listes}) i`.execute(ctx.db)
      await sql`analyze lecture_liste`.execute(ctx.db).catch(() => undefined)
      const temps: Record<'sans' | 'avec', number[]> = { sans: [], avec: [] }
      for (let i = 0; i < TIRAGES * 2; i++) {
        const q = temoins[(i * 7919) % temoins.length]?.nom ?? ''
        const genre = i % 2 ? 'avec' : 'sans'
        const debut = performance.now()
        const trouvees = await chercherPersonnes(ctx, { q, situation: null, page: 1, parPage: 10, compter: false })
        if (genre === 'avec') await garderListe(ctx, 'recherche', { q, i }, nommees(trouvees))
        if (i >= 100) temps[genre].push(performance.now() - debut)
      }
      const { rows } = await sql<{ octets: number }>`
        select (pg_total_relation_size('lecture_liste') / count(*))::int as octets from lecture_liste`.execute(ctx.db)
      const p = (liste: number[], part: number) => liste.toSorted((a, b) => a - b)[Math.floor(liste.length * part)] ?? 0
      const mesures = [0.5, 0.95].map(part => ({
        part,
        sans: p(temps.sans, part),
        avec: p(temps.avec, part),
        rapport: p(temps.avec, part) / p(temps.sans, part),
      }))
      if (json) process.stdout.write(`${JSON.stringify({ personnes, listes, octets: rows[0]?.octets, mesures })}\n`)
      else
        for (const m of mesures)
          process.stdout.write(
            `p${m.part * 100} : sans trace ${n(m.sans)} ms, avec ${n(m.avec)} ms, rapport ${n(m.rapport)}\n`,
          )
      if (!json) process.stdout.write(`${rows[0]?.octets} octets par liste gardée, index compris\n`)
    } finally {
      await base.fermer()
    }
  } finally {
    await serveur.arreter()
  }
}
