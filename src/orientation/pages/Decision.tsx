import { Checkbox, Select, Text, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { estPlein } from '../../accompagnement/accompagnement.ts'
import { direPlaces } from '../../accompagnement/places/places.ts'
import { direLettresFaites } from '../../courrier/lettres-faites.ts'
import { semblentIntimes } from '../../courrier/mots-intimes.ts'
import { useEnvoi } from '../../courrier/pages/envoi.ts'
import { PUBLICS, type Public } from '../../diagnostic/proposition/moteur.ts'
import { DOMINANTES, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { ChoixReleve, choixDe, useARelever } from '../../rendez-vous/releve/pages/ChoixReleve.tsx'
import type { Devenir } from '../../rendez-vous/releve/releve.ts'
import { call } from '../../socle/api.ts'
import type { Faute } from '../../socle/saisie/faute.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { estAMotiver, fautesDecision, Decision as Schema } from '../orientation.ts'
import type { orienter } from '../orienter.ts'
import type { propositionPour } from '../proposition.ts'
import type { structuresEligibles } from '../structures-eligibles.ts'
import { ChoixNotification } from './ChoixNotification.tsx'
import { ChoixRaison } from './ChoixRaison.tsx'
import { ChoixReferent } from './ChoixReferent.tsx'
import { consequences } from './consequences.ts'
import type { Fini } from './Fait.tsx'
import classes from './Orienter.module.css'

type Structure = Output<typeof structuresEligibles>[number]

type Props = { donnees: Output<typeof propositionPour>; personneId: string; onFini: (fini: Fini) => void }

/**
 * The decision, in the order one thinks it: why, when an orientation runs; dominante, structure, référent, notification; then what it will
 * do. The proposal of a first orientation is the only answer taken before one chooses.
 */
export function Decision({ donnees, personneId, onFini }: Props) {
  const { personne, aujourdhui, plancher, proposition, delai, enCours } = donnees
  const cache = useQueryClient()
  const envoi = useEnvoi(personneId)
  const [id] = useState(uuidv7)
  const avecVu = useVu({ orientationId: enCours?.id ?? null, referentId: enCours?.referentId ?? null })
  const [referentDit, setReferentDit] = useState(false)
  const form = useFormulaire(
    Schema,
    {
      reorientation: null,
      dominante: (!enCours && proposition?.dominante) || null,
      ...SANS_CHOIX,
      relais: '',
      rendezVous: {},
      accompagnementGlobal: false,
      motif: '',
      notification: { mode: 'courrier', le: aujourdhui },
    },
    (saisie): Faute[] => [
      ...fautesDecision(saisie, {
        aujourdhui,
        plancher,
        proposition: proposition?.dominante ?? null,
        courrielAccepte: personne.courrielAccepte,
        referent,
        reoriente: enCours !== null,
      }),
      ...(structure && !referentDit ? [REFERENT_A_CHOISIR] : []),
    ],
  )
  const { dominante, structureId, referentId, accompagnementGlobal, motif, notification, relais } = form.valeurs
  const commence = enCours === null || Boolean(form.valeurs.reorientation?.motif)
  const structures = useQuery({
    queryKey: ['structures-eligibles', personneId, dominante],
    queryFn: () =>
      call<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
        personneId,
        dominante: dominante ?? 'emploi',
      }),
    enabled: dominante !== null,
  })
  const structure = structures.data?.find(s => s.id === structureId) ?? null
  const referents = structure?.referents ?? []
  const referent = referents.find(r => r.id === referentId) ?? null
  const raison = form.valeurs.reorientation?.motif
  const ecart =
    dominante !== null &&
    estAMotiver(
      { dominante, reorientation: raison ? { motif: raison, precision: null } : null },
      proposition?.dominante ?? null,
    )

  const aRelever = useARelever(enCours ? [personneId] : [], referentId)
  const sansReferent = () => setReferentDit(false)
  const passage = Boolean(enCours?.referentId) && enCours?.referentId !== referentId

  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed when what must be known comes
  useEffect(() => {
    if (!envoi.possible && notification?.mode === 'courrier')
      form.proposer({ notification: { ...notification, mode: 'remise-en-main-propre' } })
  }, [envoi.possible])

  const suites = (fait: boolean) =>
    structure && referentDit
      ? consequences(
          {
            structure: structure.nom,
            referent,
            notification: notification?.mode ? { mode: notification.mode, le: notification.le ?? aujourdhui } : null,
            aujourdhui,
            delai,
            enCours,
            relais: passage && Boolean(relais?.trim()),
          },
          fait,
        )
      : []

  const envoyer = async (decision: z.output<typeof Schema>) => {
    const { courrierId, lettres } = await avecVu(vu =>
      call<typeof orienter>('POST /personnes/:personneId/orientations', {
        ...{ id, personneId, vu },
        ...decision,
        relais: passage ? decision.relais : null,
        rendezVous: choixDe(decision.rendezVous, aRelever),
      }),
    )
    const quoi = `Orientation : ${DOMINANTES[decision.dominante]}, ${structure?.nom}.`
    // The letter that is opened from here is said by what follows; others come with it.
    const autres = lettres > (courrierId ? 1 : 0) && direLettresFaites(lettres)
    onFini({ personneId, phrases: [quoi, ...suites(true), ...(autres ? [autres] : [])], courrierId })
    await cache.invalidateQueries({ predicate: q => q.queryKey[0] !== 'proposition' })
  }
  return (
    <Fiche titre="Votre décision">
      <Formulaire
        form={form}
        bouton={commence ? (enCours ? 'Réorienter' : 'Confirmer l’orientation') : null}
        perte="L’orientation n’est pas encore décidée : vos choix seront perdus."
        envoyer={envoyer}
      >
        {enCours && <ChoixRaison form={form} />}
        {commence && (
          <Cartes
            {...form.choix('dominante', 'Dominante de l’accompagnement')}
            cartes={NOMS_DOMINANTES.map(d => ({
              valeur: d,
              libelle: DOMINANTES[d],
              detail: d === proposition?.dominante ? 'proposée' : undefined,
            }))}
            onChange={choisie => {
              sansReferent()
              form.poser({ dominante: choisie, ...SANS_CHOIX })
            }}
          />
        )}
        {ecart && (
          <>
            <Textarea
              {...form.texte('motif', 'Pourquoi cette décision ? (lu par la personne)', { requis: true })}
              description={`${proposition ? 'Votre décision s’écarte de la proposition.' : 'Aucun diagnostic ne propose cette décision.'} ${MOTIF_LU}`}
              autosize
              minRows={2}
            />
            {semblentIntimes(motif ?? '') && (
              <Text component="p" m={0} role="status" c="var(--f-soon)">
                {MOTIF_INTIME}
              </Text>
            )}
          </>
        )}
        {dominante && structures.isPending && <Attente forme="liste" />}
        {structures.isError && <Erreur erreur={structures.error} reessayer={() => structures.refetch()} />}
        {structures.data?.length === 0 && (
          <Vide titre="Aucune structure" niveau={3}>
            Aucune structure ouverte n’accompagne dans cette dominante pour cette commune et ce public. Choisissez une
            autre dominante, ou demandez à l’administrateur d’ajouter une structure.
          </Vide>
        )}
        {structures.data && structures.data.length > 0 && (
          <Cartes
            {...form.choix('structureId', 'Structure')}
            aide="La mieux placée d’abord : faite pour le public, puis celle dont les référents sont les moins chargés."
            cartes={structures.data.map(s => ({ valeur: s.id, libelle: s.nom, detail: direStructure(s) }))}
            onChange={choisie => {
              sansReferent()
              form.poser({ ...SANS_CHOIX, structureId: choisie })
            }}
          />
        )}
        {structure && structures.data && (
          <>
            <ChoixReferent
              referents={referents}
              choisi={referentDit}
              champ={{
                ...form.choix('referentId', 'Référent unique'),
                onChange: choisi => {
                  setReferentDit(true)
                  form.poser({ referentId: choisi, malgrePlafond: false })
                },
              }}
            />
            {passage && referentDit && (
              <Textarea
                {...form.texte('relais', 'Note de relais')}
                description={direPassage(enCours?.referent, referent?.nom)}
                autosize
                minRows={2}
              />
            )}
            {referentDit && (
              <ChoixReleve
                aRelever={aRelever}
                champs={form.dans<Record<string, Devenir | null>>('rendezVous')}
                nouveau={referent?.nom ?? null}
                lettre={notification?.mode ? 'la lettre d’orientation' : null}
              />
            )}
            {referent && estPlein(referent) && (
              <Checkbox {...form.coche('malgrePlafond', 'Je confie la personne à ce référent malgré son plafond')} />
            )}
            <Checkbox
              {...form.coche('accompagnementGlobal', 'Accompagnement global, en binôme social et professionnel')}
              onChange={e => form.poser({ accompagnementGlobal: e.currentTarget.checked, coReferentId: null })}
            />
            {accompagnementGlobal && referent && (
              <Select
                {...form.choix('coReferentId', 'Second référent du binôme')}
                description="Facultatif : il peut être désigné plus tard."
                placeholder="À désigner"
                data={structures.data.map(s => ({
                  group: s.nom,
                  items: s.referents.filter(r => r.id !== referent.id).map(r => ({ value: r.id, label: r.nom })),
                }))}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': 'Effacer le second référent' }}
                nothingFoundMessage="Aucun référent ne correspond"
              />
            )}
            <ChoixNotification form={form} envoi={envoi} personne={personne} aujourdhui={aujourdhui} />
            {referentDit && (
              <section aria-label="Ce qui va se passer">
                <h3 className={classes.sousTitre}>Ce qui va se passer</h3>
                <ul className={classes.consequences} style={{ marginTop: 12 }}>
                  {suites(false).map(phrase => (
                    <li key={phrase}>{phrase}</li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Formulaire>
    </Fiche>
  )
}

const MOTIF_LU =
  'Cette phrase est imprimée telle quelle dans la lettre. Parlez à la personne, simplement : « Vous avez une promesse d’embauche. » Rien sur sa santé ni sur sa vie : quelqu’un d’autre peut ouvrir l’enveloppe.'

const MOTIF_INTIME =
  'Cette phrase semble parler de la santé ou de la vie de la personne. Si elle n’a pas à être lue dans un courrier, écrivez-la dans la note du diagnostic, et dites ici la raison autrement.'

const SANS_CHOIX = { structureId: null, referentId: null, coReferentId: null, malgrePlafond: false } as const
const REFERENT_A_CHOISIR: Faute = {
  champ: 'referentId',
  message: 'Choisissez un référent, ou laissez la structure le désigner.',
}

const direPassage = (ancien: string | null | undefined, nouveau: string | undefined): string =>
  `Après ${ancien}, ce que ${nouveau ?? 'le référent désigné par la structure'} doit savoir d’abord : ce qui est convenu, ce qui presse. En tête du dossier jusqu’à sa lecture. Facultatif.`

/** The reason of a structure's rank, and its room. */
function direStructure(structure: Structure): string {
  const pour = structure.publics.map(p => PUBLICS[p as Public]).join(', ')
  return [pour && `faite pour : ${pour}`, direPlaces(structure)].filter(Boolean).join(' · ')
}
