import { type RawBuilder, sql } from 'kysely'
import type { DemandeApplication } from '../../import/adaptateur.ts'
import { sourceDe } from '../../import/depot/contenu.ts'
import { decrireLignes } from '../../import/differences/changements-lignes.queries.ts'
import { photographierTerritoire } from '../../import/differences/differences.queries.ts'
import { commeImport, ecritures, releverTard } from '../../import/doutes/tard.queries.ts'
import { recitLigneDecidee } from '../../import/import.recits.ts'
import type { LigneImport } from '../../import/import.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { estFranceTravail, reprendreFranceTravail } from '../france-travail/ligne-decidee.ts'
import { OUVRIR } from '../listes/adaptateurs-listes.ts'
import { appliquerListe } from '../listes/appliquer-liste.ts'
import type { GenreListe } from '../listes/champs/liste.ts'
import type { Doute } from './doute.queries.ts'
import { parleDePersonnes } from './doute.ts'

/**
 * Applies one line of an applied file as its import would have, now that it is known whom it speaks of (`choix`: a file, 'nouvelle', or
 * 'connue' for a structure): the same rules, the same refusals, its differences and its events the import's own. To be called with the
 * lock of imports held.
 * Refuses (conflict) what the rules of the list refuse, saying why; nothing is written then.
 */
export async function appliquerLigne(ctx: Context, doute: Doute, choix: string): Promise<LigneImport> {
  const { numero, genre, ligne, fichier } = doute
  const ici = commeImport(ctx, numero)
  const personnes = new Set<string>()
  const { photographier, photographierFoyers } = ecritures(ici)
  await photographierTerritoire(ici)
  const gestes = {
    photographier: async (qui: RawBuilder<unknown>) => {
      const { rows } = await sql<{ personneId: string }>`select q.personne_id from (${qui}) q`.execute(ici.db)
      for (const { personneId } of rows) personnes.add(personneId)
      await photographier(qui)
    },
    photographierFoyers,
  }
  const faite = estFranceTravail(genre)
    ? await reprendreFranceTravail(ici, doute, choix, gestes.photographier)
    : await reprendreDeListe(ici, { ...doute, genre }, choix, gestes)
  if (!faite || faite.resultat === 'a-decider' || faite.resultat === 'refusee') throw refusDe(faite)
  verifierQui(genre, choix, faite)
  if (faite.personneId) personnes.add(faite.personneId)
  if (faite.personneId && (choix === 'nouvelle' || faite.personneId === choix))
    await ici.record({ personne: faite.personneId }, recitLigneDecidee, {
      apres: { import: numero, fichier, genre, ligne, decision: choix === 'nouvelle' ? 'nouvelle' : 'connue' },
    })
  await releverTard(ici, [...personnes])
  const [decrite = faite] = await decrireLignes(ici, numero, [faite])
  return decrite
}

async function reprendreDeListe(
  ici: Context,
  { importId, numero, genre, ligne, avec, recuLe, finLe, options }: Doute & { genre: GenreListe },
  choix: string,
  gestes: Pick<DemandeApplication, 'photographier' | 'photographierFoyers'>,
): Promise<LigneImport | undefined> {
  const { lignes = [] } = await appliquerListe(
    ici,
    genre,
    {
      ...{ source: await sourceDe(ici, importId), numero, recuLe, suivre: () => {} },
      options: { ...options, decisions: { [ligne]: choix } },
      tard: { lignes: [ligne, ...avec], depuis: finLe },
      ...gestes,
    },
    OUVRIR[genre],
  )
  return lignes.find(l => l.ligne === ligne)
}

/** The rules that recognise people say who it is for sure, and it isn't who was chosen: nothing is written on anybody else. */
function verifierQui(genre: string, choix: string, { resultat, personneId }: LigneImport): void {
  if (!parleDePersonnes(genre)) return
  if (choix === 'nouvelle' ? resultat === 'creee' : personneId === choix) return
  throw new Refusal(
    'conflict',
    'doute-leve',
    'Depuis l’import, Filrouge sait de qui parle cette ligne, et ce n’est pas ce que vous avez choisi. Rouvrez-la pour voir de qui il s’agit.',
  )
}

function refusDe(faite: LigneImport | undefined): Refusal {
  if (!faite || faite.resultat === 'a-decider')
    return new Refusal(
      'conflict',
      'doute-change',
      'Le dossier choisi n’est plus un de ceux auxquels cette ligne ressemble. Rouvrez-la, puis choisissez parmi ceux d’aujourd’hui.',
    )
  const [{ champ, motif } = { champ: 'Ligne', motif: 'elle ne peut pas être reprise' }] = faite.motifs.toReversed()
  return new Refusal(
    'conflict',
    'ligne-refusee',
    `La ligne n’est pas reprise, rien n’a changé. ${champ} : ${motif}. Remédiez-y, ou laissez la ligne de côté.`,
  )
}
