import { Alert, Button, Checkbox, Text, Textarea, Title } from '@mantine/core'
import { IconDeviceFloppy, IconInfoCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { PropositionExpliquee } from '../../orientation/pages/PropositionExpliquee.tsx'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { call } from '../../socle/api.ts'
import { heure } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Colonnes } from '../../socle/ui/Page.tsx'
import { brouillonGarde, brouillonsGardables, useBrouillon } from '../../socle/ui/poste/brouillons.ts'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Saisie } from '../../socle/ui/saisie/saisie.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import {
  AUCUNE_REPONSE,
  empechementDiagnostic,
  fautesDiagnostic,
  type Reponse,
  type Reponses,
  Version,
} from '../diagnostic.ts'
import type { diagnosticDe } from '../diagnostic-de.ts'
import type { etablirDiagnostic } from '../etablir-diagnostic.ts'
import { direFaits, type FaitsConnus, preremplir } from '../faits.ts'
import { proposer } from '../proposition/moteur.ts'
import { REFERENTIEL } from '../proposition/referentiel.ts'
import { DejaDitAilleurs } from './DejaDitAilleurs.tsx'
import classes from './Diagnostic.module.css'
import {
  direReponse,
  QuestionsAutonomie,
  QuestionsMotivation,
  QuestionsSituations,
  QuestionsStatuts,
} from './Questions.tsx'

type Brouillon = Saisie<z.input<typeof Version>> & {
  /** The version this draft starts from. */
  surVersion: number | null
}

const sansVersion = ({ surVersion: _, ...valeurs }: Brouillon) => valeurs

const GROUPES = [
  'Disponibilité et motivation',
  'Situation personnelle',
  'Autonomie et expérience',
  'Statuts',
  'Conclure',
]

/** The form: answers kept as they are typed, the proposal recomputed at each one by the server's own function. */
export function SaisieDuDiagnostic({ donnees }: { donnees: Output<typeof diagnosticDe> }) {
  const { personne, nonAccompagnee, faits, dejaDit, aujourdhui, parametres, versions } = donnees
  const derniere = versions[0]
  const peut = usePeut()
  const naviguer = useNavigate()
  const cache = useQueryClient()
  const connu = preremplir(faits, dejaDit)
  const nom = `diagnostic.${personne.id}`
  // What is there: a draft is typed over it.
  const depart: Brouillon = {
    reponses: derniere?.reponses ?? connu.reponses,
    conjoint: false,
    etabliLe: aujourdhui,
    synthese: derniere?.synthese ?? '',
    // One's own, whoever wrote the last version.
    notePrivee: versions.find(v => v.mienne)?.notePrivee ?? '',
    surVersion: derniere?.version ?? null,
  }
  const [brouillon] = useState(() => brouillonGarde(nom) as Brouillon | null)
  const [surVersion, setSurVersion] = useState((brouillon ?? depart).surVersion)
  const form = useFormulaire(
    Version,
    sansVersion(depart),
    ({ etabliLe = aujourdhui, reponses = AUCUNE_REPONSE }) =>
      fautesDiagnostic(empechementDiagnostic({ etabliLe, reponses }, derniere ?? null, aujourdhui)),
    { parties: ['reponses'] },
  )
  const avecVu = useVu(derniere?.version ?? null, {
    relire: () => {
      form.relire()
      setSurVersion(depart.surVersion)
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, before anything is seen
  useLayoutEffect(() => {
    if (brouillon) form.poser(sansVersion(brouillon))
  }, [])
  const titreBrouillon = `diagnostic de ${prenomEtNom(personne)}`
  const { garde, oublier } = useBrouillon<Brouillon>(nom, titreBrouillon, { ...form.valeurs, surVersion })
  const gardable = brouillonsGardables()
  const [groupe, setGroupe] = useState(0)
  const [envoiId, setEnvoiId] = useState(uuidv7)
  const titre = useRef<HTMLHeadingElement>(null)
  const { reponses } = form.valeurs as { reponses: Reponses }
  const repondre = (morceau: Partial<Reponses>) => form.poser({ reponses: { ...reponses, ...morceau } })
  const proposition = proposer(reponses, faits, REFERENTIEL, parametres, 'votre saisie')
  const perime = surVersion !== (derniere?.version ?? null)
  const recommencer = () => {
    oublier(depart)
    setSurVersion(depart.surVersion)
    form.proposer(sansVersion(depart))
  }
  const conclure = {
    etabliLe: form.date('etabliLe', 'Jour de l’entretien'),
    conjoint: form.coche('conjoint', 'Diagnostic conjoint, avec un autre professionnel'),
    synthese: form.texte('synthese', 'Synthèse partagée'),
    notePrivee: form.texte('notePrivee', 'Note privée'),
  }
  const questions = form.choix('reponses', 'Groupes de questions')

  // What is wrong on another page of questions is shown before the summary leads to it.
  useEffect(() => {
    if (form.erreurs.some(e => e.champ in form.valeurs && e.champ !== 'reponses')) setGroupe(GROUPES.length - 1)
  }, [form.erreurs, form.valeurs])

  const allerA = (rang: number) => {
    setGroupe(rang)
    requestAnimationFrame(() => titre.current?.focus())
  }
  const envoyer = async (version: z.output<typeof Version>) => {
    await avecVu(versionLue =>
      call<typeof etablirDiagnostic>('POST /personnes/:personneId/diagnostics', {
        ...{ id: envoiId, personneId: personne.id, ...version, versionLue },
      }),
    )
    oublier()
    setEnvoiId(uuidv7())
    notifier('Diagnostic enregistré.')
    await naviguer({ to: `/personnes/${personne.id}${peut('orientation.decider') ? '/orienter' : ''}` })
    // Who comes back starts from the version just saved: the one before would be shown first, then replaced under their hands.
    cache.removeQueries({ queryKey: ['diagnostic', personne.id] })
    await cache.invalidateQueries()
  }
  const chaque = form.dans<Reponses>('reponses')
  const entreTemps = (nom: Reponse) => {
    const { success } = chaque.choix(nom, nom, { dire: valeur => direReponse(nom, valeur) })
    return { success }
  }
  const props = { reponses, changer: repondre, sources: derniere ? {} : connu.sources, faits, entreTemps }
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
        <nav
          id={questions.id}
          aria-label={questions.label}
          aria-describedby={questions.error && `${questions.id}-erreur`}
        >
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
        {questions.error && (
          <Text component="p" m={0} c="var(--f-late)" size="sm" id={`${questions.id}-erreur`}>
            {questions.error}
          </Text>
        )}
        <Title order={2} ref={titre} tabIndex={-1}>
          {GROUPES[groupe]}
        </Title>
        {groupe === 0 && <QuestionsMotivation {...props} />}
        {groupe === 1 && <QuestionsSituations {...props} />}
        {groupe === 2 && <QuestionsAutonomie {...props} />}
        {groupe === 3 && <QuestionsStatuts {...props} />}
        {groupe === 4 && (
          <>
            <ChampDate {...conclure.etabliLe} sens="passe" aujourdhui={aujourdhui} />
            <Checkbox {...conclure.conjoint} />
            <Textarea
              {...conclure.synthese}
              description="Lue par les professionnels qui suivent la personne, et par elle si elle le demande."
              autosize
              minRows={3}
            />
            <Textarea {...conclure.notePrivee} description="Vous seul la lirez." autosize minRows={2} />
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
        {nonAccompagnee ? (
          <Alert icon={<IconInfoCircle {...ICONE} />} title="Rien ne s’enregistre">
            {NON_ACCOMPAGNEE[nonAccompagnee]}
          </Alert>
        ) : (
          <Formulaire
            form={form}
            bouton="Enregistrer le diagnostic"
            icone={<IconDeviceFloppy {...ICONE} />}
            perte={gardable ? null : 'Le diagnostic commencé sera perdu : sur cet ordinateur, rien n’est gardé.'}
            envoyer={envoyer}
          >
            <Text component="p" m={0} size="xs" c="dimmed" role="status">
              {!gardable
                ? 'Rien n’est gardé sur cet ordinateur : ce qui n’est pas enregistré se perd en quittant cette page.'
                : garde
                  ? `Brouillon enregistré à ${heure(garde)} sur cet ordinateur.`
                  : 'Chaque réponse est gardée, chiffrée, sur cet ordinateur. Vous déconnecter l’efface.'}
            </Text>
          </Formulaire>
        )}
        <Fiche titre="Proposition">
          <PropositionExpliquee proposition={proposition} />
        </Fiche>
      </div>
    </Colonnes>
  )
}

/** The known facts in one line: « 41 ans · Commune : Tourcoing · … ». */
const resume = (faits: FaitsConnus) =>
  direFaits(faits)
    .flatMap(({ libelle, valeur }) => (valeur ? [libelle === 'Âge' ? valeur : `${libelle} : ${valeur}`] : []))
    .join(' · ')
