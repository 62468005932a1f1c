import { useQuery } from '@tanstack/react-query'
import { prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateEtHeure } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { CHAMPS } from '../groupe-suivi.ts'
import type { mesCoInterventions } from '../mes-co-interventions.ts'

/** The persons one helps in one's field. */
export function CoInterventionsPage() {
  const requete = useQuery({
    queryKey: ['co-interventions'],
    queryFn: () => call<typeof mesCoInterventions>('GET /co-interventions', {}),
  })
  return (
    <Page titre="Mes suivis" phrase="Les personnes que vous aidez dans votre champ, celles sans rendez-vous d’abord.">
      <Charge requete={requete} attente="liste">
        {({ personnes }) => (
          <Liste
            titre="Personnes que j’aide"
            lignes={personnes}
            cle={p => p.personneId}
            lien={p => `/mes-co-interventions/${p.personneId}`}
            colonnes={[
              { cle: 'nom', titre: 'Personne', cellule: p => `${prenomLisible(p.prenom)} ${p.nom}` },
              { cle: 'champ', titre: 'Mon champ', cellule: p => p.champs.map(c => CHAMPS[c].libelle).join(', ') },
              { cle: 'depuis', titre: 'Depuis', cellule: p => dateCourte(p.depuis) },
              { cle: 'referent', titre: 'Référent', cellule: p => p.referent ?? 'aucun pour l’instant' },
              {
                cle: 'prochain',
                titre: 'Prochain rendez-vous',
                cellule: p =>
                  p.prochain ? (
                    dateEtHeure(p.prochain)
                  ) : (
                    <Etat ton="soon" nu>
                      à prendre
                    </Etat>
                  ),
              },
            ]}
            vide={
              <Vide titre="Personne pour l’instant">
                Le référent d’une personne vous ajoute à son groupe de suivi : elle apparaît alors ici.
              </Vide>
            }
          />
        )}
      </Charge>
    </Page>
  )
}
