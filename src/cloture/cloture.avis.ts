import { sql } from 'kysely'
import { avis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { recitDossierClos, recitDossierRouvert } from './cloture.recits.ts'
import { MOTIFS_CLOTURE } from './cloture.ts'

/** Who followed the person is told that the file is closed, though it leaves their scope; and that it is theirs again. */
export const AVIS_CLOTURE = [
  avis('dossier-clos', recitDossierClos, {
    sansNom: true,
    qui: ({ apres }) => sql`select unnest(array[${apres('referentId')}::uuid, ${apres('coReferentId')}::uuid])`,
    dire: (_, apres) => {
      const motif = mot(MOTIFS_CLOTURE, apres?.motif)
      return {
        titre: 'Le dossier d’une personne que vous suiviez est clos',
        detail: motif && `Motif${NBSP}: ${minuscule(motif)}`,
      }
    },
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier que vous suiviez est clos', 'dossiers que vous suiviez sont clos')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-rouvert', recitDossierRouvert, {
    qui: ({ apres }) => sql`select unnest(array[${apres('referentId')}::uuid, ${apres('coReferentId')}::uuid])`,
    dire: (_, apres) => ({
      titre: 'Dossier rouvert, vous suivez de nouveau cette personne',
      detail: apres?.motif ?? null,
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier rouvert vous revient', 'dossiers rouverts vous reviennent')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
]
