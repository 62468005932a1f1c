import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { avis, avisDeTravail } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, leJour, NBSP } from '../socle/ui/phrases.ts'
import { recitImportAnnule, recitImportApplique, recitImportRefuse, recitLignesConfiees } from './import.recits.ts'

const deposant = ({ sujet }: { sujet: RawBuilder<string> }) =>
  sql`select i.depose_par from import i where i.id = ${sujet}::uuid`

/** What became of a file, to who brought it, a software being told nothing: the machine applies it in their name. */
const DU_DEPOSANT = { permission: 'import.gerer', auteurAussi: true, qui: deposant, ou: '/imports/:id' } as const

/** Lines of the import still wait. */
const ATTENDENT = sql`exists (select 1 from import_doute d where d.import_id = a.objet_id::uuid and d.decide_le is null)`

/** What lines that wait say will soon be erased: told to who brought the list, and to whom they were entrusted. */
export const DOUTES_BIENTOT_EFFACES = avisDeTravail(
  'doutes-bientot-effaces',
  z.object({ lignes: z.int(), fichier: z.string(), jusquau: z.string() }),
  {
    permission: 'import.gerer',
    encore: ATTENDENT,
    dire: (_, apres, { aujourdhui }) => ({
      titre: `${pluriel(apres?.lignes ?? 0, 'ligne à décider va être effacée', 'lignes à décider vont être effacées')}`,
      detail: enSuite(apres?.fichier, apres?.jusquau && `au plus tard ${leJour(apres.jusquau, aujourdhui)}`),
    }),
    ou: '/imports/:id',
  },
)

export const AVIS_IMPORT = [
  avis('import-applique', recitImportApplique, DU_DEPOSANT),
  avis('import-refuse', recitImportRefuse, DU_DEPOSANT),
  avis('lignes-confiees', recitLignesConfiees, {
    permission: 'doublon.decider',
    qui: ({ apres }) => sql`select jsonb_array_elements_text(${apres('agents')}::jsonb)::uuid`,
    encore: ATTENDENT,
    dire: (_, apres) => ({
      titre: 'Des lignes d’un fichier attendent votre décision',
      detail: enSuite(apres?.import !== undefined && `Import n°${NBSP}${apres.import}`, apres?.fichier),
    }),
    ou: '/doublons',
  }),
  DOUTES_BIENTOT_EFFACES,
  // Who was told that an import took the person from them is told that they have her again.
  avis('suivi-rendu-import', recitImportAnnule, {
    qui: ({ apres }) => sql`
      select x.qui from import_difference d join accompagnement k on k.id = (d.cle ->> 'id')::uuid and k.fin is null
        cross join lateral unnest(array[k.referent_id, k.co_referent_id]) as x (qui)
      where d.import = ${apres('import')}::int and d.personne_id = e.personne_id and d.table_nom = 'accompagnement'
        and d.avant ? 'fin' and d.apres ->> 'fin' is not null`,
    dire: (_, apres) => ({
      titre: 'Cette personne vous revient : un import est annulé',
      detail: enSuite(apres?.import !== undefined && `Import n°${NBSP}${apres.import}`, apres?.fichier),
    }),
    plusieurs: {
      dire: n =>
        `${pluriel(n, 'personne vous revient', 'personnes vous reviennent')} : l’import qui vous les avait prises est annulé`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
]
