import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { ouvrirSession } from '../src/agent/session/sessions-ouvertes.queries.ts'
import { ouvrirBase } from '../src/base.ts'
import { importerSuivis } from '../src/echanges/listes/importer-suivis.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { type Origine, SYSTEME } from '../src/socle/contexte.ts'
import type { Base } from '../src/socle/db.ts'
import { ecrireCsv } from '../src/socle/export/csv.ts'
import { uuidv7 } from '../src/socle/uuid.ts'
import { fluxDuBanc } from './import.ts'
import { CLE_DU_BANC } from './passes.ts'
import { passer } from './processus.ts'

/** The instant the server is told it is: a Monday morning, a week after the second monthly file. */
export const MAINTENANT = '2025-03-10T08:00:00Z'
/** Households of the first file: about 100,000 persons, of whom two out of three are adults. */
const FOYERS = 58_000
/** Each follows about 200 persons. */
const PORTEFEUILLE = 200
const STRUCTURES = 80
/** Share of those concerned by droits et devoirs who already have a référent, apart from the new entrants. */
const PART_SUIVIE = 0.8
const SESSIONS = 200
const PERSONNES_LUES = 4000
/** Files with a long story. */
const LONGS = 100
const EVENEMENTS = 2000

/** Cookies, and for the files the cookie of somebody entitled to each. */
export type Monde = {
  personnes: number
  suivis: number
  entrants: number
  charges: string[]
  referents: string[]
  /** Half of them opened by référents, half by chargés d'orientation. */
  dossiers: DossierLu[]
  deReferents: DossierLu[]
  deCharges: DossierLu[]
  /** Of référents: those of which a long story is told, and as many others. */
  longs: DossierLu[]
  courts: DossierLu[]
}

type DossierLu = { personneId: string; jeton: string }

const origine: Origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: MAINTENANT }

/** Fills an empty territory: two monthly files imported, follow-ups taken up as on a first day, agents with running sessions. */
export async function peuplerTerritoire(url: string): Promise<Monde> {
  for (const { fichier, recuLe } of await fluxDuBanc({ foyers: FOYERS, mois: 2, graine: 1 }))
    await passer('importer', { url, chemin: fichier, recuLe })
  poserCle(CLE_DU_BANC)
  const base = ouvrirBase(url, 4)
  try {
    const { rows } = await sql<{ numero: string; role: string }>`
      select f.numero_demande_rsa as numero, d.role from droit d join foyer f on f.id = d.foyer_id
      where d.concerne and d.flux_fin is null and not exists (select 1 from entree e where e.personne_id = d.personne_id)
        and hashtext(d.personne_id::text) % 1000 < ${PART_SUIVIE * 1000 - (1 - PART_SUIVIE) * 1000}
      order by 1, 2`.execute(base.territoire('59'))
    const suivis = await importerSuivis(base, origine, { chemin: ecrireSuivis(rows), recuLe: MAINTENANT.slice(0, 10) })
    await nettoyer(url)
    const monde = await compterEtConnecter(base, suivis.crees)
    await nettoyer(url)
    return monde
  } finally {
    await base.fermer()
  }
}

/** A file of follow-ups of these persons; gives its path. */
function ecrireSuivis(personnes: readonly { numero: string; role: string }[]): string {
  const referents = Math.max(1, Math.round(personnes.length / PORTEFEUILLE))
  const dominantes = ['emploi', 'emploi', 'equilibre', 'remobilisation'] as const
  const lignes = personnes.map(({ numero, role }, i) => {
    const referent = i % referents
    const structure = referent % STRUCTURES
    const debut = Temporal.PlainDate.from('2025-02-28').subtract({ days: (i * 7) % 700 })
    const dominante = dominantes[structure % dominantes.length] ?? 'emploi'
    return [numero, role, `${debut}`, dominante, `Structure ${structure}`, `agent.r${referent}@example.org`]
  })
  const chemin = join(mkdtempSync(join(tmpdir(), 'filrouge-banc-')), 'suivis.csv')
  const entetes = ['numeroDemandeRsa', 'role', 'dateOrientation', 'dominante', 'structure', 'referentCourriel']
  writeFileSync(chemin, ecrireCsv([entetes, ...lignes]))
  return chemin
}

/** What autovacuum does by itself within a few minutes of an import. */
async function nettoyer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('vacuum analyze').finally(() => client.end())
}

async function compterEtConnecter(base: Base, suivis: number): Promise<Monde> {
  const db = base.territoire('59')
  const compte = await sql<{ personnes: number; entrants: number }>`
    select (select count(*)::int from personne) as personnes,
      (select count(*)::int from entree where oriente_le is null and close_le is null) as entrants`.execute(db)
  const { rows: referents } = await sql<{ id: string; agentId: string }>`
    select h.id, h.agent_id from habilitation h where h.role = 'referent' order by hashtext(h.id::text) limit ${SESSIONS}`.execute(
    db,
  )
  const charges = await Promise.all(Array.from({ length: 20 }, (_, i) => unCharge(base, i)))
  const jetons = new Map<string, string>()
  for (const { id, agentId } of [...referents, ...charges]) {
    await base.commun
      .insertInto('identite')
      .values({ id: agentId, courriel: `${agentId}@example.org` })
      .execute()
    await base.commun.insertInto('acces').values({ identiteId: agentId, territoire: '59', agentId: agentId }).execute()
    jetons.set(agentId, await ouvrirSession(base, MAINTENANT, agentId, '59', id))
  }
  const jetonDe = (agentId: string) => jetons.get(agentId) ?? ''
  const deReferents = await sql<{ personneId: string; referentId: string }>`
    select personne_id, referent_id from accompagnement where fin is null and referent_id = any(${referents.map(r => r.agentId)}::uuid[])
    order by hashtext(personne_id::text) limit ${PERSONNES_LUES / 2}`.execute(db)
  const detous = await sql<{ id: string }>`
    select id from personne order by hashtext(id::text) limit ${PERSONNES_LUES / 2}`.execute(db)
  const lus = [
    ...deReferents.rows,
    ...detous.rows.map((r, i) => ({ personneId: r.id, referentId: charges[i % charges.length]?.agentId ?? '' })),
  ]
  // Each comes back to a file that they know: what is new since is looked for.
  await sql`
    insert into consultation (personne_id, acteur, acteur_id, quoi, le)
    select t.personne_id, 'agent', t.acteur_id, 'dossier', ${MAINTENANT}::timestamptz - interval '3 days'
    from unnest(${lus.map(l => l.personneId)}::uuid[], ${lus.map(l => l.referentId)}::uuid[]) t (personne_id, acteur_id)`.execute(
    db,
  )
  // Chargés d’orientation said why they open files out of their usual ones.
  await sql`
    insert into ouverture (id, personne_id, agent_id, role, le, motif)
    select gen_random_uuid(), t.personne_id, t.agent_id, 'charge-orientation', ${MAINTENANT}::timestamptz - interval '1 day', 'verification'
    from unnest(${lus.map(l => l.personneId)}::uuid[], ${lus.map(l => l.referentId)}::uuid[]) t (personne_id, agent_id)
    where t.agent_id = any(${charges.map(c => c.agentId)}::uuid[])`.execute(db)
  const dossiers = lus.map(l => ({ personneId: l.personneId, jeton: jetonDe(l.referentId) }))
  const aReferents = dossiers.slice(0, deReferents.rows.length)
  const longs = aReferents.slice(0, LONGS)
  await sql`
    insert into evenement (personne_id, type, le, saisi_le, acteur, acteur_nom, apres)
    select p, (array['contact', 'rendez-vous-issue', 'courrier', 'mise-en-veille'])[1 + n % 4],
      ${MAINTENANT}::timestamptz - make_interval(hours => n), ${MAINTENANT}::timestamptz - make_interval(hours => n), 'systeme', 'Filrouge',
      jsonb_build_object('telephone', '0639980000', 'motif', 'suspension', 'objet', 'suivi', 'issue', 'present', 'debut', '2025-01-06T09:00:00Z')
    from unnest(${longs.map(l => l.personneId)}::uuid[]) p, generate_series(1, ${EVENEMENTS}::int) n`.execute(db)
  return {
    ...(compte.rows[0] ?? { personnes: 0, entrants: 0 }),
    suivis,
    charges: charges.map(c => jetonDe(c.agentId)),
    referents: referents.map(r => jetonDe(r.agentId)),
    longs,
    courts: aReferents.slice(-LONGS),
    deReferents: aReferents,
    deCharges: dossiers.slice(deReferents.rows.length),
    dossiers,
  }
}

async function unCharge(base: Base, rang: number): Promise<{ id: string; agentId: string }> {
  const [id, agentId] = [uuidv7(), uuidv7()]
  const db = base.territoire('59')
  await db
    .insertInto('agent')
    .values({ id: agentId, nom: `CHARGE ${rang}`, prenom: 'Banc', courriel: `charge.${rang}@example.org` })
    .execute()
  await db
    .insertInto('habilitation')
    .values({
      id,
      agentId,
      role: 'charge-orientation',
      secteur: null,
      debut: '2024-01-01',
      depuis: '2024-01-01T00:00:00Z',
    })
    .execute()
  return { id, agentId }
}
