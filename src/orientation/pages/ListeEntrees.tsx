import { Button, Text, VisuallyHidden } from '@mantine/core'
import {
  IconCalendarPlus,
  IconCircleCheck,
  IconClipboardText,
  IconMailForward,
  IconRoute,
  IconSearchOff,
} from '@tabler/icons-react'
import { MOTIFS_ENTREE } from '../../droit/entree.ts'
import { communeLisible, prenomEtNom } from '../../personne/noms.ts'
import { colonnePersonne } from '../../precaution/pages/colonne-personne.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { ConclureRendezVous } from '../../rendez-vous/pages/ConclureRendezVous.tsx'
import { ISSUES, type Issue } from '../../rendez-vous/rendez-vous.ts'
import { dateCourte, dateProche, ecart, heure, joursEntre } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import { type LigneEntree, PROCHAINES_ETAPES } from '../aujourdhui-etats.ts'
import classes from './AujourdhuiPage.module.css'

type Props = {
  titre: string
  lignes: readonly LigneEntree[]
  aujourdhui: string
  convoquer: (lignes: LigneEntree[]) => void
  /** Said when the list is empty. */
  vide: string
  /** Some only are looked at: none of them isn't a day well done. */
  filtree: boolean
}

/** Running entries: who, since when, what is due in words, the next step as a button; several can be called at once. */
export function ListeEntrees({ titre, lignes, aujourdhui, convoquer, vide, filtree }: Props) {
  const aSavoir = usePrecautionsDe(lignes.map(l => l.personneId))
  const aConvoquer = lignes.filter(l => l.etat === 'a-convoquer')
  return (
    <Liste
      titre={titre}
      lignes={lignes}
      cle={l => l.personneId}
      lien={l => `/personnes/${l.personneId}`}
      colonnes={[
        colonnePersonne(aSavoir),
        { cle: 'commune', titre: 'Commune', cellule: l => (l.commune ? communeLisible(l.commune) : 'sans commune') },
        {
          cle: 'entree',
          titre: 'Entrée',
          cellule: l => (
            <div className={classes.entree}>
              <span>{ecart(l.recuLe, aujourdhui)}</span>
              <Text component="span" c="dimmed">
                {MOTIFS_ENTREE[l.motif]}
              </Text>
            </div>
          ),
        },
        { cle: 'du', titre: 'À faire', cellule: l => <Du ligne={l} aujourdhui={aujourdhui} /> },
        {
          cle: 'etape',
          titre: 'Prochaine étape',
          largeur: '13rem',
          cellule: l => <Etape ligne={l} convoquer={() => convoquer([l])} />,
        },
      ]}
      selection={
        aConvoquer.length > 0
          ? {
              nom: ['personne choisie', 'personnes choisies'],
              action: 'Convoquer la sélection',
              icone: <IconCalendarPlus {...ICONE} />,
              possible: l => l.etat === 'a-convoquer',
              onAction: convoquer,
            }
          : undefined
      }
      vide={<Vide titre={vide} niveau={3} icone={filtree ? IconSearchOff : IconCircleCheck} />}
    />
  )
}

const QUOI: Record<LigneEntree['etape'], string> = {
  convoquer: 'à convoquer',
  reconvoquer: 'à convoquer de nouveau',
  recevoir: 'à orienter',
  'noter-issue': 'à orienter',
  diagnostiquer: 'à orienter',
  orienter: 'à orienter',
  notifier: 'à notifier',
}

function Du({ ligne, aujourdhui }: { ligne: LigneEntree; aujourdhui: string }) {
  const { etat, etape, echeance, convoquerAvant, relais, rendezVous, concerne, confieeA } = ligne
  const moi = useSession().agent.id
  const pour = etat === 'a-convoquer' && convoquerAvant && convoquerAvant < echeance ? convoquerAvant : echeance
  return (
    <div className={classes.du}>
      <Echeance quoi={QUOI[etape]} pour={pour} aujourdhui={aujourdhui} nu />
      {confieeA && (
        <Text component="span" c="dimmed">
          confié à {confieeA.id === moi ? 'vous' : confieeA.nom}
        </Text>
      )}
      {rendezVous && (
        <Text component="span" c="dimmed">
          {rendezVous.issue ? `${ISSUES[rendezVous.issue as Issue]} le ` : 'Rendez-vous le '}
          {rendezVous.issue
            ? dateCourte(rendezVous.debut, aujourdhui)
            : `${dateProche(rendezVous.debut)} à ${heure(rendezVous.debut)}`}
          , {rendezVous.agent}
        </Text>
      )}
      {relais && (
        <Text component="span" c="dimmed">
          {joursEntre(aujourdhui, relais) > 0
            ? `Relais à France Travail ${ecart(relais, aujourdhui)}`
            : `Relais à France Travail depuis le ${dateCourte(relais, aujourdhui)}`}
        </Text>
      )}
      {!concerne && <Etat ton="info">n’est plus soumise aux droits et devoirs</Etat>}
    </div>
  )
}

function Etape({ ligne, convoquer }: { ligne: LigneEntree; convoquer: () => void }) {
  const { etape, personneId, rendezVous } = ligne
  const pour = <VisuallyHidden>, {prenomEtNom(ligne)}</VisuallyHidden>
  if ((etape === 'noter-issue' || etape === 'recevoir') && rendezVous)
    return (
      <ConclureRendezVous
        rendezVous={{
          id: rendezVous.id,
          issue: rendezVous.issue as Issue | null,
          agentId: rendezVous.agentId,
          dureeMinutes: Math.round((Date.parse(rendezVous.fin) - Date.parse(rendezVous.debut)) / 60_000),
          modalite: rendezVous.modalite,
          lieu: rendezVous.lieu,
        }}
        personneId={personneId}
        nom={prenomEtNom(ligne)}
        commence={etape === 'noter-issue'}
      />
    )
  if (etape === 'diagnostiquer' || etape === 'orienter')
    return (
      <LienBouton
        variant="default"
        vers={`/personnes/${personneId}/${etape === 'orienter' ? 'orienter' : 'diagnostic'}`}
        size="compact-md"
        leftSection={etape === 'orienter' ? <IconRoute {...PETITE_ICONE} /> : <IconClipboardText {...PETITE_ICONE} />}
      >
        {PROCHAINES_ETAPES[etape]}
        {pour}
      </LienBouton>
    )
  if (etape === 'notifier')
    return (
      <LienBouton
        variant="default"
        vers={`/personnes/${personneId}`}
        recherche={{ onglet: 'parcours' }}
        size="compact-md"
        leftSection={<IconMailForward {...PETITE_ICONE} />}
      >
        {PROCHAINES_ETAPES[etape]}
        {pour}
      </LienBouton>
    )
  return (
    <Button
      variant="default"
      size="compact-md"
      onClick={convoquer}
      leftSection={<IconCalendarPlus {...PETITE_ICONE} />}
    >
      {PROCHAINES_ETAPES[etape]}
      {pour}
    </Button>
  )
}
