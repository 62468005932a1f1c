import { Button, Group, Text, VisuallyHidden } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import classes from '../../jour/pages/Jour.module.css'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { prenomLisible } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { ConclureRendezVous } from '../../rendez-vous/pages/ConclureRendezVous.tsx'
import { OBJETS, type Objet } from '../../rendez-vous/rendez-vous.ts'
import { dateCourte, dateProche, heure } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import type { Colonne } from '../../socle/ui/liste/Liste.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { LISTES_DU_JOUR, type ListeDuJour as NomListe } from '../echeance.ts'
import type { mesEcheances } from '../mes-echeances.ts'
import { MenuEcheance } from './MenuEcheance.tsx'

// Loaded when first opened.
const PrendreRendezVous = differe(() => import('../../rendez-vous/pages/PrendreRendezVous.tsx'), 'PrendreRendezVous')

type Donnees = Output<typeof mesEcheances>
type Ligne = NonNullable<Donnees['listes'][NomListe]>['lignes'][number]

const nomDe = ({ prenom, nom }: Ligne) => `${prenomLisible(prenom)} ${nom}`

/** What is late, what is due soon, what only begins to ask, what was put off or given away: each with its gesture. */
export function BlocEcheances({ donnees: { listes, aujourdhui } }: PropsBloc<Donnees>) {
  const [aPrendre, setAPrendre] = useState<{ ligne: Ligne; objet: Objet } | null>(null)
  const peut = usePeut()
  const aSavoir = usePrecautionsDe(Object.values(listes).flatMap(liste => liste.lignes.map(l => l.personneId)))
  // Who isn't shown the file has a page of their own on the person.
  const page = (l: Ligne) => `/${peut('dossier.lire') ? 'personnes' : 'mes-co-interventions'}/${l.personneId}`
  return (
    <>
      {(Object.keys(LISTES_DU_JOUR) as NomListe[]).map(nom => {
        const liste = listes[nom]
        if (!liste) return null
        return (
          <ListeDuJour
            key={nom}
            titre={LISTES_DU_JOUR[nom]}
            total={liste.total}
            lignes={liste.lignes}
            cle={l => `${l.genre} ${l.objetId}`}
            lien={page}
            note={
              liste.total > liste.lignes.length && (
                <Text c="dimmed">Les {liste.lignes.length} plus urgentes. Les autres viennent à mesure.</Text>
              )
            }
            colonnes={colonnes(nom, aujourdhui, aSavoir, l => (
              <Group gap="xs" wrap="nowrap">
                {nom !== 'confiees' && (
                  <Geste ligne={l} page={page(l)} prendre={objet => setAPrendre({ ligne: l, objet })} />
                )}
                {l.reportable && peut(l.reportable) && peut('dossier.lire') && (
                  <MenuEcheance
                    cle={{ personneId: l.personneId, genre: l.genre, faitId: l.objetId }}
                    acte={l.acte}
                    nom={nomDe(l)}
                    aujourdhui={aujourdhui}
                    reportee={nom === 'reportees'}
                    tenue={l.confieePar ? 'moi' : l.confieeA ? 'collegue' : null}
                  />
                )}
              </Group>
            ))}
          />
        )
      })}
      {aPrendre && (
        <PrendreRendezVous
          personneId={aPrendre.ligne.personneId}
          nom={nomDe(aPrendre.ligne)}
          objet={aPrendre.objet}
          ouvert
          onFermer={() => setAPrendre(null)}
        />
      )}
    </>
  )
}

const colonnes = (
  nom: NomListe,
  aujourdhui: string,
  aSavoir: ReturnType<typeof usePrecautionsDe>,
  geste: (ligne: Ligne) => React.ReactNode,
): [Colonne<Ligne>, ...Colonne<Ligne>[]] => [
  {
    cle: 'nom',
    titre: 'Personne',
    cellule: l => (
      <>
        {nomDe(l)}
        <PucesBreves {...aSavoir(l.personneId)} />
      </>
    ),
  },
  {
    cle: 'quoi',
    titre: 'À faire',
    cellule: l => (
      <>
        {l.acte}
        <Precision ligne={l} reportee={nom === 'reportees'} aujourdhui={aujourdhui} />
      </>
    ),
  },
  {
    cle: 'pour',
    titre: nom === 'reportees' ? 'Revient' : 'Délai',
    largeur: '12rem',
    cellule: l => <Delai ligne={l} reportee={nom === 'reportees'} aujourdhui={aujourdhui} />,
  },
  { cle: 'geste', titre: 'Geste', largeur: '17rem', cellule: geste },
]

type PropsLigne = { ligne: Ligne; reportee: boolean; aujourdhui: string }

function Delai({ ligne: { pour, reporteeJusquau }, reportee, aujourdhui }: PropsLigne) {
  if (reportee && reporteeJusquau)
    return (
      <Etat ton="waiting" nu>
        après le {dateCourte(reporteeJusquau, aujourdhui)}
      </Etat>
    )
  return pour ? <Echeance pour={pour} aujourdhui={aujourdhui} nu /> : 'sans délai'
}

/** Of which appointment, from whom, why it was put off: what is worth a second line. */
function Precision({ ligne, reportee, aujourdhui }: PropsLigne) {
  const { rendezVous, confieePar, confieeA, reporteeJusquau, reporteeMotif } = ligne
  const suite = [
    rendezVous && `du ${dateProche(rendezVous.debut)} à ${heure(rendezVous.debut)}`,
    confieePar && `confié par ${confieePar}`,
    confieeA && `confié à ${confieeA}`,
    reporteeJusquau && !reportee && `reporté jusqu’au ${dateCourte(reporteeJusquau, aujourdhui)}, de retour`,
    reporteeJusquau && reporteeMotif,
  ].filter(Boolean)
  return suite.length > 0 && <span className={classes.discret}>{suite.join(' · ')}</span>
}

function Geste({ ligne, page, prendre }: { ligne: Ligne; page: string; prendre: (objet: Objet) => void }) {
  const { ou, rendezVous, acte } = ligne
  const prise = (Object.keys(OBJETS) as Objet[]).find(o => o === ligne.prise)
  const nom = nomDe(ligne)
  const pour = <VisuallyHidden>, {nom}</VisuallyHidden>
  if (rendezVous)
    return (
      <ConclureRendezVous
        rendezVous={{ ...rendezVous, issue: null }}
        personneId={ligne.personneId}
        nom={nom}
        commence
      />
    )
  if (prise)
    return (
      <Button
        variant="default"
        size="compact-md"
        leftSection={<IconCalendarPlus {...PETITE_ICONE} />}
        onClick={() => prendre(prise)}
      >
        Rendez-vous{pour}
      </Button>
    )
  const [vers, recherche] = ou === 'orienter' || ou === 'diagnostic' ? [`${page}/${ou}`] : [page, { onglet: ou }]
  return (
    <LienBouton variant="default" size="compact-md" vers={vers ?? page} recherche={recherche}>
      {acte}
      {pour}
    </LienBouton>
  )
}
