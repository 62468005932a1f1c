import { Alert } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { prenomLisible } from '../../../personne/noms.ts'
import { call } from '../../../socle/api.ts'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import { ICONE } from '../../../socle/ui/icone.ts'
import { Lien } from '../../../socle/ui/Lien.tsx'
import { useFiltres } from '../../../socle/ui/liste/filtres.ts'
import type { Colonne } from '../../../socle/ui/liste/Liste.tsx'
import { Page } from '../../../socle/ui/Page.tsx'
import type { Input, Output } from '../../../socle/use-case.ts'
import classes from '../../pages/Audit.module.css'
import { FiltresLectures } from '../../pages/FiltresLectures.tsx'
import { Journal, quandEtQui, useJournal } from '../../pages/Journal.tsx'
import { OngletsAudit } from '../../pages/OngletsAudit.tsx'
import type { journalListes } from '../journal-listes.ts'

type Lue = Output<typeof journalListes>['lignes'][number]

const COLONNES: [Colonne<Lue>, ...Colonne<Lue>[]] = [
  ...quandEtQui<Lue>(),
  {
    cle: 'liste',
    titre: 'Quelle liste',
    cellule: l => (
      <>
        {l.liste}
        {l.criteres && <span className={classes.discret}>{l.criteres}</span>}
      </>
    ),
  },
  {
    cle: 'noms',
    titre: 'Noms montrés',
    cellule: l => (
      <ul className={classes.noms}>
        {l.noms.map(n => (
          <li key={n.personneId}>
            <Lien vers="/audit/listes" recherche={{ personne: n.personneId }}>
              {prenomLisible(n.prenom)} {n.nom}
            </Lien>
          </li>
        ))}
        {l.personnes > l.noms.length && <li>{`et ${pluriel(l.personnes - l.noms.length, 'autre')}`}</li>}
      </ul>
    ),
  },
  { cle: 'personnes', titre: 'Personnes', nombre: true, cellule: l => nombre(l.personnes) },
]

/** Which lists with names were read, by whom, asking what. */
export function ListesPage() {
  const { valeurs, changer } = useFiltres('audit-listes', ['agent', 'du', 'au'])
  const { agent, personne, du, au } = valeurs
  const filtre = { agent, personne, du, au } as Input<typeof journalListes>
  const { requete, premiere, total, lignes } = useJournal<Lue, Output<typeof journalListes>>(
    ['audit-listes', filtre],
    suite => call<typeof journalListes>('GET /audit/listes', { ...filtre, ...suite }),
  )
  return (
    <Page
      titre="Listes lues"
      phrase={`Recherches et listes qui montrent des noms sans ouvrir de dossier${premiere ? `\u00a0: ${pluriel(total, 'lue')}` : ''}.`}
      entete={<OngletsAudit ici="/audit/listes" />}
    >
      <FiltresLectures sansParties valeurs={valeurs} changer={changer} />
      {premiere?.personne && (
        <Alert
          variant="light"
          icon={<IconUser {...ICONE} />}
          title={`Listes où figurait ${prenomLisible(premiere.personne.prenom)} ${premiere.personne.nom}`}
        >
          Votre consultation est gardée au journal.{' '}
          <Lien vers="/audit" recherche={{ personne: premiere.personne.id }}>
            Voir les lectures de son dossier
          </Lien>
          {' · '}
          <Lien vers="/audit/listes">Voir toutes les listes</Lien>
        </Alert>
      )}
      <Journal
        requete={requete}
        lignes={lignes}
        total={total}
        titre="Listes lues"
        colonnes={COLONNES}
        vide={['Aucune liste', 'Aucune liste n’a été lue qui réponde à ces filtres.']}
      />
    </Page>
  )
}
