import { sql } from 'kysely'
import type pg from 'pg'
import { ADAPTATEURS } from '../adaptateurs.ts'
import { autorise } from '../agent/autorise.ts'
import { habilitationEnCours } from '../agent/en-cours.queries.ts'
import type { Suivre } from '../lecture/source.ts'
import { verifierCles } from '../personne/cles-nir.queries.ts'
import { contexte, type Origine } from '../socle/contexte.ts'
import { type Base, surClient } from '../socle/db.ts'
import { commencerTrait, type Trait, tracer } from '../socle/observer/traces.ts'
import { perteDe } from '../socle/postgres/perte.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context, Territoire } from '../socle/use-case.ts'
import type { Application } from './adaptateur.ts'
import { direAnterieur } from './anterieur.queries.ts'
import { refuser, retenir } from './arrets.queries.ts'
import { sourceDe } from './depot/contenu.ts'
import { accorderDecides, dernierEvenement } from './differences/accorder-decides.job.ts'
import { decrireLignes } from './differences/changements-lignes.queries.ts'
import { personnesTouchees, photographierTerritoire, releverDifferences } from './differences/differences.queries.ts'
import { direEncodage } from './dire-encodage.ts'
import { inscrireDoutes, reprendreDoutes } from './doutes/doutes.queries.ts'
import { recompter } from './doutes/recompter.queries.ts'
import { ecritures } from './doutes/tard.queries.ts'
import { confirmation } from './fiche-import.queries.ts'
import { A_CONFIRMER, estListe } from './genres.ts'
import { recitImportApplique } from './import.recits.ts'
import { direChange, droitDeDeposer, type Genre } from './import.ts'
import {
  commencer,
  conclure,
  dejaApplique,
  estEnCours,
  type ImportATraiter,
  inscrireLignes,
  noterCorrespondance,
  prochain,
  signalerAvancement,
} from './imports.queries.ts'
import { prendreTour, siLibre, VERROU_IMPORTS } from './verrou.ts'

/** Progress is written at most this often, in milliseconds. */
const RYTHME = 400

/**
 * Applies the imports that wait in a territory, the oldest first, until none is left. Returns at once when another process is at
 * it: that one will take them. What a dead process left half-way has left nothing in the base, and is taken again.
 */
export async function traiterImports(base: Base, territoire: Territoire, now: () => string): Promise<void> {
  await siLibre(base, territoire, VERROU_IMPORTS, async () => {
    for (;;) {
      const suivant = await prochain(base.territoire(territoire.code))
      if (!suivant) return
      await tracer('import', { 'filrouge.import': suivant.numero, 'filrouge.genre': suivant.genre ?? '' }, () =>
        executer(base, territoire, suivant, now),
      )
    }
  })
}

async function executer(base: Base, territoire: Territoire, demande: ImportATraiter, now: () => string): Promise<void> {
  // What an import may write is decided by the roles that who brought it has today: none is chosen here.
  const agent = { ...demande.acteur, role: null, structureId: null, equipeId: null, secteur: null }
  const origine: Origine = { agent, territoire, now: now(), import: demande.numero }
  const ici = contexte(base.territoire(territoire.code), base, origine)
  const ecoule = unChronometre(now)
  if (!(await commencer(ici, demande.id))) return
  const depuis = await dernierEvenement(ici)
  const client = await base.poolTerritoire(territoire.code).connect()
  try {
    // Whoever takes this import again, once this process died, doesn't wait for the end of a long statement (unknown on Windows).
    await client.query(`set client_connection_check_interval = '1s'`).catch(() => {})
    // It waits for another import, and for whoever is at work, as long as it takes.
    await client.query('begin; set local lock_timeout = 0')
    const ctx = contexte(surClient(client, base, origine.territoire.code), base, origine)
    await prendreTour(ctx)
    if (!(await estEnCours(ctx, demande.id))) return await client.query('rollback').then(() => {})
    await verifierCles(ctx)
    await exigerDeposantEnPoste(ctx, demande)
    const application = await appliquer(ctx, ici, client, demande)
    const lignes = application.lignes ?? []
    if (demande.simulation) {
      if (lignes.length) await releverDifferences(ctx)
      const decrites = await decrireLignes(ctx, demande.numero, lignes)
      await client.query('rollback')
      await inscrireLignes(ici, demande.id, decrites)
      const refus = application.aConfirmer ? { code: A_CONFIRMER, message: application.aConfirmer } : null
      await conclure(ici, demande, { rapport: application.rapport, finLe: ecoule(), refus })
      return
    }
    await releverDifferences(ctx)
    await base.suite(ctx, personnesTouchees(demande.numero))
    await inscrireLignes(ctx, demande.id, await decrireLignes(ctx, demande.numero, lignes))
    await inscrireDoutes(ctx, demande.id, lignes)
    for (const id of await reprendreDoutes(ctx, demande.numero)) await recompter(ctx, id, [])
    if (demande.genre && application.correspondance && !('correspondance' in demande.options))
      await noterCorrespondance(ctx, demande.id, demande.genre, application.correspondance)
    await conclure(ctx, demande, { rapport: application.rapport, finLe: ecoule() })
    // Not one of the events of the import itself: they go when it is undone, this one stays.
    await contexte(ctx.db, base, { agent, territoire, now: ctx.now }).record(
      { objet: 'import', id: demande.id },
      recitImportApplique,
      {
        apres: {
          import: demande.numero,
          resume: application.rapport.resume,
          confirmePar: typeof demande.options.vu === 'string' ? (await confirmation(ctx, demande.id))?.par : null,
        },
      },
    )
    await ctx.enqueue(accorderDecides, { import: demande.numero, depuis })
    await client.query('commit')
  } catch (erreur) {
    await client.query('rollback').catch(() => {})
    // The base's fault, not the file's: it stays under way, and is taken again.
    if (perteDe(erreur)) throw erreur
    const refus = refusDe(erreur)
    const change = typeof demande.options.vu === 'string'
    if (refus.code === A_CONFIRMER)
      await retenir(ici, demande.id, change ? { ...refus, message: direChange(refus.message) } : refus, ecoule())
    else await refuser(ici, demande.id, refus, ecoule())
    if (!(erreur instanceof Refusal)) throw erreur
  } finally {
    client.release()
  }
}

/** The start of the import on the clock of its acts, moved on by the time that passes. */
function unChronometre(now: () => string): () => string {
  const depart = { mural: Temporal.Instant.from(now()), reel: performance.now() }
  return () => depart.mural.add({ milliseconds: Math.round(performance.now() - depart.reel) }).toString()
}

async function appliquer(
  ctx: Context,
  ici: Context,
  client: pg.PoolClient,
  demande: ImportATraiter,
): Promise<Application> {
  const adaptateur = ADAPTATEURS.find(a => a.genre === demande.genre)
  if (!adaptateur)
    throw new Refusal('invalid', 'genre-inconnu', 'Filrouge ne sait pas lire ce fichier. Choisissez ce qu’il contient.')
  const avant = await dejaApplique(ctx, demande)
  if (avant)
    throw new Refusal(
      'conflict',
      'deja-applique',
      `Ce fichier a déjà été appliqué le ${avant.le} (import n° ${avant.numero}). Rien n’a changé.`,
    )
  const suivi = unSuivi(ici, demande.id)
  if (estListe(demande.genre)) await photographierTerritoire(ctx)
  try {
    const source = await sourceDe(ici, demande.id)
    const application = await adaptateur.appliquer(ctx, client, {
      source,
      numero: demande.numero,
      recuLe: demande.recuLe,
      options: demande.options,
      simulation: demande.simulation,
      suivre: suivi.suivre,
      ...ecritures(ctx),
    })
    const dite = await direAnterieur(ctx, demande.recuLe, application)
    return estListe(demande.genre) ? dite : await direEncodage(source, dite)
  } finally {
    await suivi.finir()
  }
}

/** Writes the progress beside the transaction, so that others see it: now and then, one write at a time. */
function unSuivi(ici: Context, importId: string): { suivre: Suivre; finir: () => Promise<void> } {
  let dernier = 0
  let ecriture = Promise.resolve()
  let enCours = false
  let etapeAvant = ''
  let etapeTracee = ''
  let trait: Trait | null = null
  return {
    suivre: (etape, fait, total) => {
      if (etape !== etapeTracee) {
        trait?.finir(`étape ${etapeTracee}`, {})
        trait = commencerTrait(`étape ${etape}`, {})
        etapeTracee = etape
      }
      const maintenant = performance.now()
      if (enCours || (etape === etapeAvant && maintenant - dernier < RYTHME)) return
      dernier = maintenant
      etapeAvant = etape
      enCours = true
      // Progress that can't be written must not stop what it tells of.
      ecriture = signalerAvancement(ici, importId, { etape, fait, total })
        .catch(() => {})
        .finally(() => {
          enCours = false
        })
    },
    finir: () => {
      trait?.finir(`étape ${etapeTracee}`, {})
      return ecriture
    },
  }
}

/**
 * A file is applied in the name of who brought it: not once the key of the software was taken back, nor once the agent has no role
 * to bring files any more. The reason may be the file.
 */
async function exigerDeposantEnPoste(ctx: Context, { acteur, genre }: ImportATraiter): Promise<void> {
  if (acteur.genre === 'agent') return exigerAgentEnPoste(ctx, acteur.id, genre)
  if (acteur.genre !== 'logiciel') return
  const cle = await ctx.commun
    .selectFrom('clientApi')
    .select('revoqueLe')
    .where('id', '=', acteur.id)
    .executeTakeFirst()
  if (cle && cle.revoqueLe === null) return
  throw new Refusal(
    'conflict',
    'cle-revoquee',
    'La clé du logiciel qui a envoyé ce fichier a été révoquée avant qu’il ne soit appliqué : rien n’a été changé.',
  )
}

async function exigerAgentEnPoste(ctx: Context, agentId: string, genre: Genre | null): Promise<void> {
  const { rows } = await sql<{ role: string }>`
    select h.role from agent a join habilitation h on h.agent_id = a.id and ${habilitationEnCours(ctx.today)}
    where a.id = ${agentId} and a.desactive_le is null`.execute(ctx.db)
  const droit = genre ? droitDeDeposer(genre) : 'import.deposer'
  if (rows.some(({ role }) => autorise({ genre: 'agent', role }, droit))) return
  throw new Refusal(
    'conflict',
    'deposant-parti',
    'L’agent qui a déposé ce fichier n’a plus de rôle pour en déposer : rien n’a été changé.',
  )
}

/** What the page says of an import that failed; a bug is told apart, and can be tried again. */
function refusDe(erreur: unknown): { code: string; message: string } {
  if (erreur instanceof Refusal) return { code: erreur.code, message: erreur.message }
  return {
    code: 'panne',
    message:
      'Une panne est survenue pendant l’import. Rien n’a changé. Relancez-le ; si cela se répète, signalez-le à votre assistance.',
  }
}
