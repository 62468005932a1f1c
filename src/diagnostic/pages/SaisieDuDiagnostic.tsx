import { Alert, Button, Checkbox, Text, Textarea, Title } from '@mantine/core'
import { IconDeviceFloppy, IconInfoCircle } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { PropositionExpliquee } from '../../orientation/pages/PropositionExpliquee.tsx'
import { call } from '../../socle/api.ts'
import { heure } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Colonnes } from '../../socle/ui/Page.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { usePeut, useSession } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { empechementDiagnostic, MESSAGES_DIAGNOSTIC, type Reponses } from '../diagnostic.ts'
import type { diagnosticDe } from '../diagnostic-de.ts'
import type { etablirDiagnostic } from '../etablir-diagnostic.ts'
import { direFaits, type FaitsConnus, preremplir } from '../faits.ts'
import { proposer } from '../proposition/moteur.ts'
import { REFERENTIEL } from '../proposition/referentiel.ts'
import { useBrouillon } from './brouillon.ts'
import classes from './Cartes.module.css'
import { DejaDitAilleurs } from './DejaDitAilleurs.tsx'
import { QuestionsAutonomie, QuestionsMotivation, QuestionsSituations, QuestionsStatuts } from './Questions.tsx'

const GROUPES = [
  'Disponibilité et motivation',
  'Situation personnelle',
  'Autonomie et expérience',
  'Statuts',
  'Conclure',
]

/** The form: answers kept as they are typed, the proposal recomputed at each one by the server's own function. */
export function SaisieDuDiagnostic({ donnees }: { donnees: Output<typeof diagnosticDe> }) {
  const { personne, faits, dejaDit, aujourdhui, parametres, versions } = donnees
  const derniere = versions[0]
  const { agent } = useSession()
  const peut = usePeut()
  const naviguer = useNavigate()
  const cache = useQueryClient()
  const connu = preremplir(faits, dejaDit)
  const { brouillon, garde, changer, oublier, recommencer } = useBrouillon(agent.id, personne.id, {
    reponses: derniere?.reponses ?? connu.reponses,
    conjoint: false,
    etabliLe: aujourdhui,
    synthese: derniere?.synthese ?? '',
    notePrivee: derniere?.notePrivee ?? '',
    surVersion: derniere?.version ?? null,
  })
  const [groupe, setGroupe] = useState(0)
  const [envoiId, setEnvoiId] = useState(uuidv7)
  const titre = useRef<HTMLHeadingElement>(null)
  const { reponses } = brouillon
  const repondre = (morceau: Partial<Reponses>) => changer({ reponses: { ...reponses, ...morceau } })
  const proposition = proposer(reponses, faits, REFERENTIEL, parametres, 'votre saisie')
  const perime = brouillon.surVersion !== (derniere?.version ?? null)

  const allerA = (rang: number) => {
    setGroupe(rang)
    requestAnimationFrame(() => titre.current?.focus())
  }
  const saisie = {
    id: envoiId,
    personneId: personne.id,
    etabliLe: brouillon.etabliLe,
    conjoint: brouillon.conjoint,
    reponses,
    synthese: brouillon.synthese.trim() || null,
    notePrivee: brouillon.notePrivee.trim() || null,
    versionLue: derniere?.version ?? null,
  }
  const empeche = empechementDiagnostic(saisie, derniere ?? null, aujourdhui)
  const envoi = useMutation({
    mutationFn: () => call<typeof etablirDiagnostic>('POST /personnes/:personneId/diagnostics', saisie),
    onSuccess: async () => {
      oublier()
      setEnvoiId(uuidv7())
      notifier('Diagnostic enregistré.')
      await naviguer({ to: `/personnes/${personne.id}${peut('orientation.decider') ? '/orienter' : ''}` })
      // Who comes back starts from the version just saved: the one before would be shown first, then replaced under their hands.
      cache.removeQueries({ queryKey: ['diagnostic', personne.id] })
      await cache.invalidateQueries()
    },
  })
  const props = { reponses, changer: repondre, sources: derniere ? {} : connu.sources, faits }
  return (
    <Colonnes large>
      <div className={classes.questions}>
        {perime && (
          <Alert color="yellow" icon={<IconInfoCircle {...ICONE} />} title="Un brouillon plus ancien est affiché">
            Une version a été enregistrée depuis que vous avez commencé ce brouillon.{' '}
            <Button variant="default" mt="sm" onClick={recommencer}>
              Repartir de la dernière version
            </Button>
          </Alert>
        )}
        <Text component="p" m={0} c="dimmed">
          Déjà connu ({faits.source}) : {resume(faits)}
        </Text>
        <DejaDitAilleurs dit={dejaDit} />
        <nav aria-label="Groupes de questions">
          <ol className={classes.pages}>
            {GROUPES.map((nom, rang) => (
              <li key={nom}>
                <button type="button" aria-current={rang === groupe ? 'step' : undefined} onClick={() => allerA(rang)}>
                  {rang + 1}. {nom}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        <Title order={2} ref={titre} tabIndex={-1}>
          {GROUPES[groupe]}
        </Title>
        {groupe === 0 && <QuestionsMotivation {...props} />}
        {groupe === 1 && <QuestionsSituations {...props} />}
        {groupe === 2 && <QuestionsAutonomie {...props} />}
        {groupe === 3 && <QuestionsStatuts {...props} />}
        {groupe === 4 && (
          <>
            <ChampDate
              label="Jour de l’entretien"
              sens="passe"
              aujourdhui={aujourdhui}
              max={aujourdhui}
              value={brouillon.etabliLe || null}
              onChange={jour => changer({ etabliLe: jour ?? '' })}
            />
            <Checkbox
              label="Diagnostic conjoint, avec un autre professionnel"
              checked={brouillon.conjoint}
              onChange={e => changer({ conjoint: e.currentTarget.checked })}
            />
            <Textarea
              label="Synthèse partagée"
              description="Lue par les professionnels qui suivent la personne, et par elle si elle le demande."
              autosize
              minRows={3}
              maxLength={4000}
              value={brouillon.synthese}
              onChange={e => changer({ synthese: e.currentTarget.value })}
            />
            <Textarea
              label="Note privée"
              description="Vous seul la lirez."
              autosize
              minRows={2}
              maxLength={4000}
              value={brouillon.notePrivee}
              onChange={e => changer({ notePrivee: e.currentTarget.value })}
            />
          </>
        )}
        <div className={classes.suite}>
          <Button variant="default" disabled={groupe === 0} onClick={() => allerA(groupe - 1)}>
            Questions précédentes
          </Button>
          {groupe < GROUPES.length - 1 && (
            <Button variant="default" onClick={() => allerA(groupe + 1)}>
              Questions suivantes
            </Button>
          )}
        </div>
      </div>
      <div className={classes.cote}>
        {envoi.isError && <Erreur erreur={envoi.error} />}
        <Button
          leftSection={<IconDeviceFloppy {...ICONE} />}
          loading={envoi.isPending}
          disabled={empeche !== null || !brouillon.etabliLe}
          onClick={() => envoi.mutate()}
        >
          Enregistrer le diagnostic
        </Button>
        <Text component="p" m={0} size="xs" c="dimmed" role="status">
          {empeche
            ? MESSAGES_DIAGNOSTIC[empeche]
            : garde
              ? `Brouillon enregistré à ${heure(garde)} sur cet ordinateur.`
              : 'Chaque réponse est gardée sur cet ordinateur jusqu’à l’enregistrement.'}
        </Text>
        <Fiche titre="Proposition">
          <PropositionExpliquee proposition={proposition} />
        </Fiche>
      </div>
    </Colonnes>
  )
}

/** The known facts in one line: « 41 ans · Commune : Tourcoing · … ». */
const resume = (faits: FaitsConnus) =>
  direFaits(faits)
    .flatMap(({ libelle, valeur }) => (valeur ? [libelle === 'Âge' ? valeur : `${libelle} : ${valeur}`] : []))
    .join(' · ')
