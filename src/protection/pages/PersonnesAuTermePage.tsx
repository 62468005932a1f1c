import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { prenomLisible } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateChiffres, moisAnnee } from '../../socle/ui/dates.ts'
import { pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { personnesAuTerme } from '../personnes-au-terme.ts'
import { MoisDeTerme } from '../protection.ts'

type Ligne = Output<typeof personnesAuTerme>['personnes'][number]

/** Who leaves the active base, or is erased, in a month to come. */
export function PersonnesAuTermePage() {
  const { quoi, mois: demande } = useSearch({ strict: false }) as { quoi?: 'archiver' | 'effacer'; mois?: string }
  // An address cut or written by hand leads to this month.
  const mois = MoisDeTerme.safeParse(demande).data
  const { valeurs, changer } = useFiltres('au-terme', [])
  const page = pageDemandee(valeurs)
  const effacer = quoi === 'effacer'
  const requete = useQuery({
    queryKey: ['conservation', 'personnes', quoi, mois, page],
    queryFn: () =>
      call<typeof personnesAuTerme>('GET /conservation/personnes', {
        quoi: effacer ? 'effacer' : 'archiver',
        mois,
        page,
      }),
  })
  usePageConnue(page, requete.data?.pages, changer)
  const du = mois ?? requete.data?.mois
  const colonnes: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
    { cle: 'nom', titre: 'Personne', cellule: p => `${prenomLisible(p.prenom)} ${p.nom}` },
    { cle: 'naissance', titre: 'Date de naissance', cellule: p => dateChiffres(p.dateNaissance) },
    { cle: 'contact', titre: 'Dernier contact', cellule: p => dateChiffres(p.dernierContact) },
    { cle: 'le', titre: effacer ? 'Effacée le' : 'Aux archives le', cellule: p => dateChiffres(p.le) },
  ]
  return (
    <Page
      titre={effacer ? 'Qui sera effacé' : 'Qui passera aux archives'}
      phrase={du && `En ${moisAnnee(`${du}-01`)}, si rien n’arrive d’ici là. Votre lecture de cette liste est gardée.`}
      ariane={[{ libelle: 'Conservation des données', vers: '/parametres/conservation' }]}
    >
      <Charge requete={requete} attente="liste">
        {({ personnes, pages }) => (
          <>
            <Liste
              titre="Personnes au terme de leur conservation"
              lignes={personnes}
              cle={p => p.id}
              colonnes={colonnes}
              vide={<Vide titre="Personne ce mois-là" />}
            />
            {pages > 1 && <Pages total={pages} page={page} aller={n => changer({ page: String(n) })} />}
          </>
        )}
      </Charge>
    </Page>
  )
}
