import { sql } from 'kysely'
import { avis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, nomDe } from '../socle/ui/phrases.ts'
import { recitReferent } from './accompagnement.recits.ts'

/** A person given to an agent: their référent now, or the second half of the pair. */
export const AVIS_ACCOMPAGNEMENT = [
  avis('referent', recitReferent, {
    qui: ({ avant, apres }) => sql`select ${apres('referentId')}::uuid
      where ${apres('referentId')} is distinct from ${avant('referentId')}`,
    mot: sql`(select ac.relais from accompagnement n join accompagnement ac on ac.personne_id = n.personne_id and ac.fin = n.debut
      where n.id = (e.apres ->> 'accompagnementId')::uuid and ac.relais is not null order by ac.debut desc limit 1)`,
    dire: (avant, _, { mot }) => {
      const ancien = nomDe(avant?.referent)
      return {
        titre: ancien ? 'Vous prenez le relais' : 'Vous êtes son référent',
        detail: enSuite(ancien && `Après ${ancien}`, mot && `«\u00a0${mot}\u00a0»`),
      }
    },
    plusieurs: {
      dire: n => `${pluriel(n, 'personne vous est confiée', 'personnes vous sont confiées')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('second-referent', recitReferent, {
    qui: ({ avant, apres }) => sql`select ${apres('coReferentId')}::uuid
      where ${apres('coReferentId')} is distinct from ${avant('coReferentId')}`,
    dire: (_, apres) => ({
      titre: 'Vous êtes son second référent',
      detail: nomDe(apres?.referent) && `Avec ${nomDe(apres?.referent)}`,
    }),
    plusieurs: { dire: n => `Vous êtes le second référent de ${pluriel(n, 'personne')}`, ou: '/portefeuille' },
    ou: '?onglet=parcours',
  }),
]
