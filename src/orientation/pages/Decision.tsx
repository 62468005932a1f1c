import { Button, Checkbox, Select, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Cartes } from '../../diagnostic/pages/Cartes.tsx'
import { PUBLICS, type Public } from '../../diagnostic/proposition/moteur.ts'
import { DOMINANTES, type Dominante, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { direCharge } from '../../offre/pages/suivis.ts'
import { ApiRefusal, call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { empechement, MESSAGES, MODES_NOTIFICATION } from '../orientation.ts'
import type { orienter } from '../orienter.ts'
import type { propositionPour } from '../proposition.ts'
import type { structuresEligibles } from '../structures-eligibles.ts'
import { ChoixReferent } from './ChoixReferent.tsx'
import { consequences } from './consequences.ts'
import type { Fini } from './Fait.tsx'
import classes from './Orienter.module.css'

type Structure = Output<typeof structuresEligibles>[number]
type Mode = keyof typeof MODES_NOTIFICATION
const PLUS_TARD = 'plus-tard'

type Props = { donnees: Output<typeof propositionPour>; personneId: string; onFini: (fini: Fini) => void }

/** The decision, in the order one thinks it: dominante, structure, référent, notification; then what it will do. */
export function Decision({ donnees, personneId, onFini }: Props) {
  const { personne, aujourdhui, plancher, proposition, delai, enCours } = donnees
  const cache = useQueryClient()
  const [id] = useState(uuidv7)
  const [dominante, setDominante] = useState<Dominante | null>(proposition?.dominante ?? null)
  const [structureChoisie, setStructureId] = useState<string | null>(null)
  const [referentChoisi, setReferentId] = useState<string | null>(null)
  const [accompagnementGlobal, setGlobal] = useState(false)
  const [coReferentId, setCoReferentId] = useState<string | null>(null)
  const [motif, setMotif] = useState('')
  const [mode, setMode] = useState<Mode | typeof PLUS_TARD>('courrier')
  const [le, setLe] = useState<string | null>(aujourdhui)
  const [malgrePlafond, setMalgrePlafond] = useState(false)

  const structures = useQuery({
    queryKey: ['structures-eligibles', personneId, dominante],
    queryFn: () =>
      call<typeof structuresEligibles>('GET /personnes/:personneId/structures-eligibles', {
        personneId,
        dominante: dominante as Dominante,
      }),
    enabled: dominante !== null,
  })
  // The best structure and its least loaded référent are taken until the agent chooses otherwise.
  const structure = structures.data?.find(s => s.id === structureChoisie) ?? structures.data?.[0] ?? null
  const referents = structure?.referents ?? []
  const referent =
    referentChoisi === PLUS_TARD
      ? null
      : (referents.find(r => r.id === referentChoisi) ?? referents.find(r => !r.plein) ?? null)
  const ecart = dominante !== null && dominante !== (proposition?.dominante ?? null)
  const notification = mode === PLUS_TARD ? null : { mode, le: le ?? undefined }

  const demande = dominante &&
    structure && {
      dominante,
      structureId: structure.id,
      referentId: referent?.id ?? null,
      accompagnementGlobal,
      coReferentId: accompagnementGlobal && referent ? coReferentId : null,
      motif: motif.trim() || null,
      notification,
      malgrePlafond,
    }
  const empeche =
    demande &&
    empechement(demande, {
      aujourdhui,
      plancher,
      proposition: proposition?.dominante ?? null,
      structure: { dominantes: [demande.dominante], communes: null, fermee: false },
      codeInsee: personne.codeInsee,
      courrielAccepte: personne.courrielAccepte,
      referent,
      coReferentConnu: true,
    })
  const suites = (fait: boolean) =>
    structure
      ? consequences(
          {
            structure: structure.nom,
            referent,
            notification: mode === PLUS_TARD ? null : { mode, le: le ?? aujourdhui },
            aujourdhui,
            delai,
            enCours,
          },
          fait,
        )
      : []

  const envoi = useMutation({
    mutationFn: async () => {
      if (!demande) throw new Error('no decision to send')
      return call<typeof orienter>('POST /personnes/:personneId/orientations', { id, personneId, ...demande })
    },
    onSuccess: async ({ courrierId }) => {
      const quoi = dominante ? `Orientation : ${DOMINANTES[dominante]}, ${structure?.nom}.` : ''
      onFini({ personneId, phrases: [quoi, ...suites(true)], courrierId })
      await cache.invalidateQueries({ predicate: q => q.queryKey[0] !== 'proposition' })
    },
  })
  const auPlafond =
    empeche === 'plafond-atteint' || (envoi.error instanceof ApiRefusal && envoi.error.code === 'plafond-atteint')

  return (
    <Fiche titre="Votre décision">
      <div className={classes.colonne}>
        <Cartes
          question="Dominante de l’accompagnement"
          cartes={NOMS_DOMINANTES.map(d => ({
            valeur: d,
            libelle: DOMINANTES[d],
            detail: d === proposition?.dominante ? 'proposée' : undefined,
          }))}
          valeur={dominante}
          onChange={d => {
            setDominante(d)
            setStructureId(null)
            setReferentId(null)
          }}
        />
        {ecart && (
          <Textarea
            label="Pourquoi cette décision ?"
            description="Votre décision s’écarte de la proposition. Cette phrase figure dans la lettre à la personne."
            required
            autosize
            minRows={2}
            maxLength={2000}
            value={motif}
            onChange={e => setMotif(e.currentTarget.value)}
          />
        )}
        {dominante && structures.isPending && <Attente forme="liste" />}
        {structures.isError && <Erreur erreur={structures.error} reessayer={() => structures.refetch()} />}
        {structures.data?.length === 0 && (
          <Vide titre="Aucune structure" niveau={3}>
            Aucune structure ouverte n’accompagne dans cette dominante pour cette commune et ce public. Choisissez une
            autre dominante, ou demandez à l’administrateur d’ajouter une structure.
          </Vide>
        )}
        {structure && structures.data && (
          <>
            <Cartes
              question="Structure"
              aide="La mieux placée d’abord : faite pour le public, avec de la place, la moins chargée."
              cartes={structures.data.map(s => ({ valeur: s.id, libelle: s.nom, detail: direStructure(s) }))}
              valeur={structure.id}
              onChange={s => {
                setStructureId(s)
                setReferentId(null)
                setMalgrePlafond(false)
              }}
            />
            <ChoixReferent
              referents={referents}
              valeur={referent?.id ?? PLUS_TARD}
              plusTard={PLUS_TARD}
              onChange={r => {
                setReferentId(r)
                setMalgrePlafond(false)
              }}
            />
            {(auPlafond || malgrePlafond) && (
              <Checkbox
                label="Je confie la personne à ce référent malgré son plafond"
                checked={malgrePlafond}
                onChange={e => setMalgrePlafond(e.currentTarget.checked)}
              />
            )}
            <Checkbox
              label="Accompagnement global, en binôme social et professionnel"
              checked={accompagnementGlobal}
              onChange={e => setGlobal(e.currentTarget.checked)}
            />
            {accompagnementGlobal && referent && (
              <Select
                label="Second référent du binôme"
                description="Facultatif : il peut être désigné plus tard."
                placeholder="À désigner"
                data={(structures.data ?? []).map(s => ({
                  group: s.nom,
                  items: s.referents.filter(r => r.id !== referent.id).map(r => ({ value: r.id, label: r.nom })),
                }))}
                value={coReferentId}
                onChange={setCoReferentId}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': 'Effacer le second référent' }}
                nothingFoundMessage="Aucun référent ne correspond"
              />
            )}
            <Cartes
              question="Notification à la personne"
              cartes={[
                ...(Object.keys(MODES_NOTIFICATION) as Mode[]).map(m => ({
                  valeur: m,
                  libelle: MODES_NOTIFICATION[m],
                  indisponible: m === 'courriel' && !personne.courrielAccepte,
                  detail: m === 'courriel' && !personne.courrielAccepte ? 'sans accord de la personne' : undefined,
                })),
                { valeur: PLUS_TARD as Mode | typeof PLUS_TARD, libelle: 'Plus tard' },
              ]}
              valeur={mode}
              onChange={setMode}
            />
            {mode !== PLUS_TARD && (
              <ChampDate
                label="Jour de l’envoi ou de la remise"
                sens="passe"
                aujourdhui={aujourdhui}
                min={plancher ?? undefined}
                max={aujourdhui}
                value={le}
                onChange={setLe}
              />
            )}
            <section aria-label="Ce qui va se passer">
              <h3 className={classes.sousTitre}>Ce qui va se passer</h3>
              <ul className={classes.consequences} style={{ marginTop: 12 }}>
                {suites(false).map(phrase => (
                  <li key={phrase}>{phrase}</li>
                ))}
              </ul>
            </section>
          </>
        )}
        {envoi.isError && !auPlafond && <Erreur erreur={envoi.error} />}
        <div>
          <Button
            loading={envoi.isPending}
            disabled={!demande || empeche !== null || (mode !== PLUS_TARD && !le)}
            onClick={() => envoi.mutate()}
          >
            {enCours ? 'Réorienter' : 'Confirmer l’orientation'}
          </Button>
          <Text component="p" m={0} mt="sm" size="xs" c="dimmed" role="status">
            {!dominante ? 'Choisissez une dominante.' : empeche ? MESSAGES[empeche] : ''}
          </Text>
        </div>
      </div>
    </Fiche>
  )
}

/** The reason of a structure's rank, and its load. */
function direStructure({ publics, pleine, suivis, capacite }: Structure): string {
  const pour = publics.map(p => PUBLICS[p as Public]).join(', ')
  const place =
    capacite === null ? `${pluriel(suivis, 'suivi')}, sans limite connue` : direCharge({ suivis, plafond: capacite })
  return [pour && `faite pour : ${pour}`, place, pleine && 'complète'].filter(Boolean).join(' · ')
}
