import { z } from 'zod'
import { dansTransaction, jourDe, type Origine, SYSTEME } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { type Chantier, job } from '../../socle/job.ts'
import { verrou } from '../../socle/postgres/verrous.ts'
import { Refusal } from '../../socle/refusal.ts'
import { lisible } from '../../socle/saisie/lisible.ts'
import type { Territoire } from '../../socle/use-case.ts'
import { appliquerAPart } from '../appliquer-a-part.ts'
import { demander } from '../demander-import.queries.ts'
import { estListe } from '../genres.ts'
import type { StatutImport } from '../import.ts'
import type { Issue } from '../imports.queries.ts'
import { siLibre } from '../verrou.ts'
import { deposerFichier } from './deposer-fichier.ts'
import {
  type Dossiers,
  dossiersDe,
  FICHIER_LIEN,
  type FichierArrive,
  fichiersArrives,
  idDuFichier,
  preparerRangement,
  rangerRefuse,
  rangerTraite,
} from './dossier-surveille.ts'

/** One process at a time in the folder of a territory. */
const VERROU_DEPOTS = verrou('depots')
/** What is no fault of the file: it stays until there is room for it, and the round is told to have failed. */
const ATTENDENT = ['trop-de-depots', 'disque-plein']
const LIEN =
  'C’est un lien vers un autre endroit : il est refusé sans être lu. Déposez le fichier lui-même, copié, sous ce nom.'

/**
 * Takes the files left in the watched folder (`FILROUGE_DEPOT`, one sub-folder per territory code): deposits each, applies the flows
 * in the order in which they were made, leaves lists to be checked, and puts each away in `traites/<code>` or `refuses/<code>`, beside
 * the senders' folders. A file stays where it is until its import is in the base: a cut at any moment loses nothing, and what was
 * applied isn't applied again. Runs every minute.
 */
export const surveillerDepots = job(
  'surveiller-depots',
  z.object({}),
  async chantier => {
    const { base, territoire, maintenant } = chantier
    const racine = process.env.FILROUGE_DEPOT
    if (!racine) return
    const dossiers = dossiersDe(racine, territoire.code)
    if ((await fichiersArrives(dossiers.arrivee, maintenant())).length === 0) return
    await siLibre(base, territoire, VERROU_DEPOTS, () => releverDossier(chantier, dossiers))
  },
  { titre: 'Relevé du dossier surveillé', chaque: '* * * * *', parTerritoire: true, transactions: 'siennes' },
)

async function releverDossier(chantier: Chantier, dossiers: Dossiers): Promise<void> {
  const { base, territoire, maintenant: now } = chantier
  const origine: Origine = { agent: SYSTEME, territoire, now: now() }
  // What fails stops neither the other files nor their putting away: told once the round is done, it is tried again at the next.
  const pannes: unknown[] = []
  const sansArreter = (acte: Promise<unknown>) => acte.catch(panne => pannes.push(panne))

  await preparerRangement(dossiers)
  const [fichiers, liens]: [FichierArrive[], FichierArrive[]] = [[], []]
  for (const arrive of await fichiersArrives(dossiers.arrivee, now())) (arrive.lien ? liens : fichiers).push(arrive)
  for (const lien of liens) await sansArreter(rangerRefuse(lien, dossiers, direRefus(lien, LIEN, null)))
  for (const fichier of fichiers) await sansArreter(deposer(base, origine, fichier, dossiers))
  // Asked for all at once: the order in which they were made then decides.
  await demanderFlux(
    base,
    origine,
    fichiers.map(f => idDuFichier(territoire.code, f)),
  )
  // Given back by a server that stops: what isn't done stays where it is, and the next round finds it applied.
  await sansArreter(appliquerAPart(chantier))
  for (const fichier of fichiers) await sansArreter(ranger(base, territoire, fichier, dossiers))
  if (pannes.length) throw pannes[0]
}

async function deposer(base: Base, origine: Origine, fichier: FichierArrive, dossiers: Dossiers): Promise<void> {
  const id = idDuFichier(origine.territoire.code, fichier)
  // Found again after a cut.
  if (await issueDe(base, origine.territoire, id)) return
  const jour = (instant: string) => jourDe(instant, base.fuseau(origine.territoire.code))
  try {
    await deposerFichier(
      base,
      origine,
      { chemin: fichier.chemin, recuLe: [fichier.modifieLe, origine.now].map(jour).sort()[0] ?? '', envoye: true },
      'dossier',
      id,
    )
  } catch (erreur) {
    if (!(erreur instanceof Refusal) || ATTENDENT.includes(erreur.code)) throw erreur
    // Still being written after all: it is taken once it rests. What became a link is one at the next round.
    if (erreur.code === 'fichier-change' || erreur.code === FICHIER_LIEN) return
    await rangerRefuse(fichier, dossiers, direRefus(fichier, erreur.message, null))
  }
}

async function demanderFlux(base: Base, origine: Origine, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await dansTransaction(base, origine, async ctx => {
    const verifies = await ctx.db
      .selectFrom('import')
      .select(['id', 'genre'])
      .where('id', 'in', ids)
      .where('statut', '=', 'a-verifier')
      .where('genre', 'is not', null)
      .forUpdate()
      .execute()
    for (const { id } of verifies.filter(v => !estListe(v.genre))) await demander(ctx, id, {})
  })
}

async function ranger(base: Base, territoire: Territoire, fichier: FichierArrive, dossiers: Dossiers): Promise<void> {
  const issue = await issueDe(base, territoire, idDuFichier(territoire.code, fichier))
  if (!issue) return
  const { statut, refus, numero } = issue
  // Another process is at it: the next round puts it away.
  if (statut === 'depot' || statut === 'en-attente' || statut === 'en-cours') return
  if (statut === 'refuse' && refus?.code !== 'deja-applique')
    await rangerRefuse(fichier, dossiers, direRefus(fichier, refus?.message ?? '', numero))
  else await rangerTraite(fichier, dossiers)
}

async function issueDe(base: Base, territoire: Territoire, id: string): Promise<Omit<Issue, 'sha256'> | null> {
  const lu = await base
    .territoire(territoire.code)
    .selectFrom('import')
    .select(['numero', 'statut', 'refus'])
    .where('id', '=', id)
    .executeTakeFirst()
  return lu ? { ...lu, statut: lu.statut as StatutImport, refus: lu.refus as Issue['refus'] } : null
}

function direRefus({ nom }: FichierArrive, raison: string, numero: number | null): string {
  return [
    `Le fichier « ${lisible(nom)} » n’a rien changé dans Filrouge.`,
    '',
    raison,
    '',
    ...(numero === null ? [] : [`C’est l’import n° ${numero} de la page « Imports ».`, '']),
  ].join('\n')
}
