import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { confierLignes } from '../echanges/doutes/confier-lignes.ts'
import { deciderLigne } from '../echanges/doutes/decider-ligne.ts'
import { lignesEnDoute } from '../echanges/doutes/lignes-en-doute.ts'
import { importerFichier } from '../import/importer-fichier.ts'
import { dansTransaction, type Origine } from '../socle/contexte.ts'
import type { Base } from '../socle/db.ts'
import type { Equipe } from './equipe.ts'

/** Lines of which nobody is sure: one is decided, the others wait. */
const LIGNES = 4

/**
 * The administrator brings the list of a permanence, whose first names were typed in haste: who may read names is asked of whom it
 * speaks, and one of them has begun.
 */
export async function laisserDesDoutes(
  base: Base,
  le: (heure: string) => Origine,
  { comptes, orientation: [charge] }: Equipe,
  dossier: string,
): Promise<void> {
  const admin = comptes.get('administrateur')
  if (!admin || !charge) return
  const { rows } = await sql<{ nom: string; prenom: string; naissance: string }>`
    select p.nom, p.prenom, to_char(p.date_naissance, 'DD/MM/YYYY') as naissance
    from accompagnement a join personne p on p.id = a.personne_id
    where a.fin is null and length(p.prenom) > 6 and p.prenom !~ '[ -]' and p.fusionnee_dans is null
      and not exists (select 1 from doublon x where p.id in (x.personne_id, x.autre_id))
      and not exists (select 1 from personne q where q.id <> p.id and q.date_naissance = p.date_naissance)
    order by p.nom, p.prenom limit ${LIGNES}`.execute(base.territoire(le('09:00').territoire.code))
  const chemin = join(dossier, 'permanence-du-metier.csv')
  const sansUneLettre = (prenom: string) => prenom.slice(0, 3) + prenom.slice(4)
  await writeFile(
    chemin,
    [
      'Nom;Prénom;Date de naissance;Téléphone',
      ...rows.map(({ nom, prenom, naissance }, i) => `${nom};${sansUneLettre(prenom)};${naissance};06 39 98 61 0${i}`),
      '',
    ].join('\r\n'),
  )
  const recuLe = le('09:00').now.slice(0, 10)
  const parElle = { ...le('11:30'), agent: admin }
  const { id: importId } = await importerFichier(base, parElle, { chemin, recuLe, genre: 'personnes' }, 'ecran')
  await dansTransaction(base, { ...le('11:40'), agent: admin }, ctx => confierLignes(ctx, { importId }))
  await dansTransaction(base, { ...le('15:20'), agent: charge }, async ctx => {
    const { lignes } = await lignesEnDoute(ctx, { importId, page: 1 })
    const [premiere] = lignes
    const choix = premiere?.candidats[0]?.personneId
    if (premiere && choix) await deciderLigne(ctx, { importId, ligne: premiere.ligne, choix })
  })
}
