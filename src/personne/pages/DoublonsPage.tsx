import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconArrowsSplit2, IconCircleCheck, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SectionLignes } from '../../echanges/doutes/pages/SectionLignes.tsx'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateCourte, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { enChoix, pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { DirePourquoi } from '../../socle/ui/Porte.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { distinguerPersonnes } from '../doublons/distinguer-personnes.ts'
import { A_CHOISIR, type ChoixFusion, STATUTS, vraisemblance } from '../doublons/doublon.ts'
import type { doublons } from '../doublons/doublons.ts'
import type { fusionnerPersonnes } from '../doublons/fusionner-personnes.ts'
import type { separerPersonnes } from '../doublons/separer-personnes.ts'
import { nomComplet } from '../noms.ts'
import { CommentRapproches } from './CommentRapproches.tsx'
import classes from './Comparaison.module.css'
import { Comparaison } from './Comparaison.tsx'

type Donnees = Output<typeof doublons>
export type Paire = Donnees['paires'][number]
type Statut = keyof typeof STATUTS

/** Two files that may be one person: what differs, which one to keep, and a way back (E5). */
export function DoublonsPage() {
  const { valeurs, changer } = useFiltres('doublons', ['statut'])
  const statut = enChoix(STATUTS, valeurs.statut) ?? 'a-decider'
  const page = pageDemandee(valeurs)
  const requete = useQuery({
    queryKey: ['doublons', statut, page],
    queryFn: () => call<typeof doublons>('GET /doublons', { statut, page }),
    placeholderData: keepPreviousData,
  })
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, changer)
  return (
    <Page
      titre="Dossiers en double"
      phrase="Deux dossiers se ressemblent : est-ce la même personne ? Vous décidez ; une réunion peut se défaire."
    >
      <SegmentedControl
        aria-label="Paires à montrer"
        className={classes.choix}
        value={statut}
        onChange={nouveau => changer({ statut: nouveau === 'a-decider' ? null : nouveau })}
        data={Object.entries(STATUTS).map(([value, label]) => ({ value, label }))}
      />
      <CommentRapproches />
      {statut === 'a-decider' && <SectionLignes />}
      <Charge requete={requete} attente="fiche">
        {donnees =>
          donnees.paires.length === 0 ? (
            <Rien statut={statut} />
          ) : (
            <>
              {donnees.paires.map(paire => (
                <UnePaire key={paire.id} paire={paire} aujourdhui={donnees.aujourdhui} />
              ))}
              {donnees.pages > 1 && (
                <Pages total={donnees.pages} page={page} aller={n => changer({ page: n === 1 ? null : String(n) })} />
              )}
            </>
          )
        }
      </Charge>
    </Page>
  )
}

function Rien({ statut }: { statut: Statut }) {
  if (statut === 'a-decider')
    return (
      <Vide titre="Aucun double à décider" icone={IconCircleCheck}>
        Chaque personne a un seul dossier.
      </Vide>
    )
  return (
    <Vide titre={statut === 'fusionnees' ? 'Aucun dossier réuni' : 'Aucune paire écartée'} icone={IconUsers}>
      Les décisions prises se retrouvent ici, et peuvent être revues.
    </Vide>
  )
}

const direScore = (score: number | null) => (score === null ? '' : `, ${vraisemblance(score)} (${score} sur 100)`)

function UnePaire({ paire, aujourdhui }: { paire: Paire; aujourdhui: string }) {
  const [a, b] = paire.dossiers
  const [gardees, setGardees] = useState<Record<string, string>>({})
  const decide =
    paire.decideLe &&
    `${STATUTS[paire.statut]} le ${dateCourte(jourDe(paire.decideLe), aujourdhui)} par ${paire.decidePar}.`
  return (
    <Fiche
      titre={
        a.nom === b.nom ? nomComplet(a, aujourdhui) : `${nomComplet(a, aujourdhui)} et ${nomComplet(b, aujourdhui)}`
      }
    >
      <Text component="p" mt={0} c="dimmed">
        {decide ??
          `Trouvés le ${dateCourte(paire.trouveLe, aujourdhui)}${direScore(paire.score)} : ${paire.raisons.join(', ')}.`}{' '}
        {paire.statut === 'fusionnees' || paire.raisonsADire.length > 0
          ? null
          : paire.differences.length === 0
            ? 'Rien ne diffère.'
            : `${pluriel(paire.differences.length, 'différence, marquée', 'différences, marquées')} ci-dessous.${aChoisir(paire) ? ' Si c’est la même personne, choisissez ce qui est juste.' : ''}`}
      </Text>
      {paire.raisonsADire.length > 0 ? (
        <ADireDabord paire={paire} aujourdhui={aujourdhui} />
      ) : paire.statut === 'fusionnees' ? (
        <>
          <Comparaison paire={paire} aujourdhui={aujourdhui} />
          <Separer paire={paire} />
        </>
      ) : (
        <>
          <Comparaison
            paire={paire}
            aujourdhui={aujourdhui}
            choix={{ gardees, garder: (cle, id) => setGardees(avant => ({ ...avant, [cle]: id })) }}
          />
          <Decider paire={paire} gardees={gardees} />
        </>
      )}
    </Fiche>
  )
}

/** Nothing is compared, nor decided, before it is said why. */
function ADireDabord({ paire, aujourdhui }: { paire: Paire; aujourdhui: string }) {
  return paire.dossiers
    .filter(d => paire.raisonsADire.includes(d.id))
    .map(d => (
      <div key={d.id}>
        <Text component="p" m={0}>
          {nomComplet(d, aujourdhui)} n’est pas une de vos personnes habituelles{'\u00a0'}: dites d’abord pourquoi.
        </Text>
        <DirePourquoi personneId={d.id} nom={nomComplet(d, aujourdhui)} enFenetre />
      </div>
    ))
}

/** A value of one file or of the other is to be chosen, were they one person. */
const aChoisir = ({ statut, differences }: Paire) =>
  statut !== 'fusionnees' && differences.some(cle => cle in A_CHOISIR)

/** Of each field that differs, whose value stays: as chosen in the table, else that of the file proposed. */
function valeursChoisies(paire: Paire, gardees: Record<string, string>, garder: string): ChoixFusion {
  const choix = Object.entries(A_CHOISIR)
    .filter(([cle]) => paire.differences.includes(cle))
    .map(([cle, champ]) => [champ, (gardees[cle] ?? paire.garder) === garder ? 'garde' : 'absorbe'])
  return Object.fromEntries(choix)
}

function Decider({ paire, gardees }: { paire: Paire; gardees: Record<string, string> }) {
  const cache = useQueryClient()
  const rafraichir = () => cache.invalidateQueries()
  const distinguer = useMutation({
    mutationFn: () =>
      call<typeof distinguerPersonnes>('POST /doublons/:doublonId/distinction', { doublonId: paire.id }),
    onSuccess: () => {
      notifier('Ce sont deux personnes : la paire n’est plus proposée.')
      return rafraichir()
    },
    onError: notifierErreur,
  })
  const reunir = async (garder: string) => {
    await call<typeof fusionnerPersonnes>('POST /doublons/:doublonId/fusion', {
      doublonId: paire.id,
      garder,
      valeurs: valeursChoisies(paire, gardees, garder),
    })
    notifier('Les deux dossiers n’en font plus qu’un.')
    await rafraichir()
  }
  const possibles = paire.dossiers.filter(d => d.empechement === null)
  const lettre = (id: string) => (paire.dossiers[0].id === id ? 'A' : 'B')
  return (
    <Group gap="sm" mt="md">
      {possibles
        .toSorted(d => (d.id === paire.garder ? -1 : 1))
        .map(d => (
          <BoutonConfirmer
            key={d.id}
            variant={d.id === paire.garder ? 'filled' : 'default'}
            titre={`Réunir dans le dossier ${lettre(d.id)} ?`}
            perte={
              <>
                Le foyer, les droits, les rendez-vous, les diagnostics, le suivi et les courriers de l’autre dossier y
                viennent. Un suivi ancien qui en chevauche un autre se lit ici, mais reste rangé dans l’ancien dossier.
                Si deux délais d’orientation courent, seul le plus ancien continue. Rien n’est effacé, et la réunion
                peut se défaire.
              </>
            }
            action="Réunir les dossiers"
            onConfirmer={() => reunir(d.id)}
          >
            {d.id === paire.garder ? `Même personne : garder ${lettre(d.id)}` : `Garder ${lettre(d.id)}`}
          </BoutonConfirmer>
        ))}
      {paire.statut === 'a-decider' && (
        <Button variant="default" loading={distinguer.isPending} onClick={() => distinguer.mutate()}>
          Ce sont deux personnes
        </Button>
      )}
      <Empechements paire={paire} lettre={lettre} />
    </Group>
  )
}

/** Why a side can't be kept, said once when both have the same reason. */
function Empechements({ paire, lettre }: { paire: Paire; lettre: (id: string) => string }) {
  const [a, b] = paire.dossiers
  if (!a.empechement && !b.empechement) return null
  if (a.empechement === b.empechement) return <Text w="100%">{a.empechement}</Text>
  return paire.dossiers.map(
    d =>
      d.empechement && (
        <Text key={d.id} w="100%" c="dimmed">
          Dossier {lettre(d.id)}
          {'\u00a0'}: {d.empechement}
        </Text>
      ),
  )
}

function Separer({ paire }: { paire: Paire }) {
  const cache = useQueryClient()
  return (
    <Group mt="md">
      <BoutonConfirmer
        leftSection={<IconArrowsSplit2 {...ICONE} />}
        titre="Séparer ces deux dossiers ?"
        perte="Chacun retrouve ce qui était à lui. Ce qui a été écrit depuis la réunion reste dans le dossier gardé."
        action="Séparer les dossiers"
        onConfirmer={async () => {
          await call<typeof separerPersonnes>('POST /doublons/:doublonId/separation', { doublonId: paire.id })
          notifier('Les deux dossiers sont de nouveau séparés.')
          await cache.invalidateQueries()
        }}
      >
        Séparer
      </BoutonConfirmer>
    </Group>
  )
}
