import { sql } from 'kysely'
import { direRaison } from '../agent/habitude/dire-raison.ts'
import type { MotifOuverture } from '../agent/habitude/motifs.ts'
import { expliquerOuverture, revoirOuverture } from '../agent/habitude/revoir-ouverture.ts'
import { alerterLectures } from '../audit/alertes/alerter-lectures.job.ts'
import { fichePersonne } from '../dossier/fiche-personne.ts'
import { personnes } from '../personne/recherche/personnes.ts'
import { rechercher } from '../personne/recherche/recherche.ts'
import type { Acteur } from '../socle/acteur.ts'
import { contexte, dansTransaction, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import { garderListe, nommees } from '../socle/lectures/lecture-liste.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** What was said before a file out of one's usual persons opened, and what became of it. */
const DITES: readonly {
  motif: MotifOuverture
  precision?: string
  mot?: string
  explication?: string
  normal?: true
}[] = [
  { motif: 'en-relation', normal: true },
  { motif: 'remplacement', precision: 'Collègue absente cette semaine.' },
  { motif: 'verification' },
  {
    motif: 'autre',
    precision: 'Recherche pour un voisin.',
    mot: 'De quel voisin s’agit-il, et pourquoi ce dossier\u00a0?',
  },
  {
    motif: 'urgence',
    mot: 'Quelle était l’urgence\u00a0?',
    explication: 'Un logement d’urgence à trouver le soir même.',
  },
]

/** The readings of the eve: names looked for, some files opened for a reason said, one of which is to be explained. */
export async function ouvrirHorsHabitude(
  base: Base,
  le: (heure: string) => Origine,
  { orientation, dpo }: { orientation: readonly Acteur[]; dpo: Acteur | undefined },
): Promise<void> {
  const { rows } = await sql<{ id: string; nom: string }>`
    select p.id, p.nom from accompagnement a join personne p on p.id = a.personne_id
    where a.fin is null and p.fusionnee_dans is null order by p.id limit ${DITES.length}`.execute(
    base.territoire(le('09:00').territoire.code),
  )
  for (const [i, { motif, precision, mot, explication, normal }] of DITES.entries()) {
    const [agent, elle] = [orientation[i % orientation.length], rows[i]]
    if (!agent || !elle) continue
    const [id, heure] = [uuidv7(), `1${i}:20`]
    const origine = { ...le(heure), agent }
    await chercher(lecture(base, origine), elle.nom)
    await dansTransaction(base, origine, async ctx => {
      await direRaison(ctx, { id, personneId: elle.id, motif, precision: precision ?? null })
      await fichePersonne(ctx, { personneId: elle.id })
    })
    if (dpo && (mot || normal))
      await dansTransaction(base, { ...le('16:00'), agent: dpo }, ctx =>
        revoirOuverture(ctx, { ouvertureId: id, revue: normal ? 'normal' : 'a-expliquer', mot: mot ?? null }),
      )
    if (explication)
      await dansTransaction(base, { ...le('17:00'), agent }, ctx =>
        expliquerOuverture(ctx, { ouvertureId: id, explication }),
      )
  }
  const curieux = orientation.at(-1)
  if (curieux) await feuilleter(lecture(base, { ...le('17:20'), agent: curieux }), TROP_DE_NOMS)
  await dansTransaction(base, le('18:00'), ctx => alerterLectures(ctx, {}))
}

/** As somebody reads: out of any transaction. */
const lecture = (base: Base, origine: Origine): Context =>
  contexte(base.territoire(origine.territoire.code), base, origine)

/** Above what a day of lists and searches may name before the DPO is asked to look. */
const TROP_DE_NOMS = 1001

/** Searches by the first letters of names, page after page, until so many persons were shown: what the DPO is told of. */
async function feuilleter(ctx: Context, combien: number): Promise<void> {
  const { rows } = await sql<{ q: string }>`
    select lower(left(nom, 3)) as q from personne where fusionnee_dans is null group by 1 order by count(*) desc, 1`.execute(
    ctx.db,
  )
  const vues = new Set<string>()
  for (const { q } of rows) {
    for (let page = 1, pages = 1; page <= pages && vues.size < combien; page++) {
      const trouvees = await personnes(ctx, { q, situation: null, page })
      pages = trouvees.pages
      await garderListe(ctx, 'recherche', { q, page }, nommees(trouvees))
      for (const id of nommees(trouvees)) vues.add(id)
    }
  }
}

/** A search as the house runs it: what it shows is kept. */
async function chercher(ctx: Context, q: string): Promise<void> {
  await garderListe(ctx, 'recherche', { q }, nommees(await rechercher(ctx, { q })))
}
