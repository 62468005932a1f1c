import { CloseButton, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconSearch, IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { FluxManquants } from '../../import/pages/FluxManquants.tsx'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { ListePersonnes, usePersonnes } from '../../personne/pages/ListePersonnes.tsx'
import { assezDit } from '../../personne/recherche/assez-dit.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { nombre, pluriel } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enChoix, pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { useBarreRecherche, useRaccourci } from '../../socle/ui/raccourci.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import { type FiltreEtat, type LigneEntree, phraseDuJour } from '../aujourdhui-etats.ts'
import classes from './AujourdhuiPage.module.css'
import { ExporterLesListes } from './ExporterLesListes.tsx'
import { ListeEntrees } from './ListeEntrees.tsx'
import { Stock } from './Stock.tsx'

// Windows are loaded when first opened.
const PrendreRendezVous = differe(() => import('../../rendez-vous/pages/PrendreRendezVous.tsx'), 'PrendreRendezVous')
const ConvoquerSelection = differe(() => import('../../rendez-vous/pages/ConvoquerSelection.tsx'), 'ConvoquerSelection')

type Journee = Output<typeof aujourdhui>
const filtresDe = ({ communes, agents, motifs }: Record<string, string | undefined>) => ({ communes, agents, motifs })
const RETENUES = ['etat', 'communes', 'agents', 'motifs'] as const

const TITRES: Record<FiltreEtat, string> = {
  'a-convoquer': 'À convoquer',
  'a-conclure': 'Présences et diagnostics à faire',
  'a-orienter': 'À orienter',
  'a-recevoir': 'À recevoir',
  reportees: 'Reportées',
  'en-retard': 'Délai passé',
  stock: 'Stock non orienté',
}
const VIDES: Record<Exclude<FiltreEtat, 'stock'>, string> = {
  'a-convoquer': 'Tout le monde est convoqué',
  'a-conclure': 'Aucun rendez-vous ni diagnostic en attente',
  'a-orienter': 'Personne n’attend son orientation',
  'a-recevoir': 'Personne n’est attendu',
  reportees: 'Rien n’est reporté',
  'en-retard': 'Aucun délai n’est passé',
}

/** The entries that run, most urgent first, by what is expected next of each; or one of the lists, by pages. */
export function BlocEntrees({ donnees, aJour }: PropsBloc<Journee>) {
  const champ = useRef<HTMLInputElement>(null)
  const [saisie, setSaisie] = useState('')
  const [q] = useDebouncedValue(saisie.trim(), 200)
  const [aConvoquer, setAConvoquer] = useState<LigneEntree[]>([])
  const { valeurs, changer } = useFiltres('aujourdhui', RETENUES)
  const etat = enChoix(TITRES, valeurs.etat) ?? undefined
  const demande: Input<typeof aujourdhui> = {
    etat,
    ...filtresDe(valeurs),
    page: pageDemandee(valeurs),
  }
  const filtree = Boolean(valeurs.communes || valeurs.agents || valeurs.motifs)
  const choisie = Boolean(etat) || filtree
  const lue = useQuery({
    queryKey: ['aujourdhui', demande],
    queryFn: () => call<typeof aujourdhui>('GET /aujourdhui', demande),
    placeholderData: precedente => precedente ?? donnees,
    refetchInterval: 60_000,
    enabled: choisie,
  })
  const trouvees = usePersonnes({ q, situation: null, page: 1 })
  const data = choisie ? lue.data : donnees
  useBarreRecherche(champ)
  useRaccourci('r', cle => {
    const ligne = data?.listes.flatMap(l => l.lignes).find(l => l.personneId === cle)
    if (ligne) setAConvoquer([ligne])
  })

  usePageConnue(data?.page ?? 1, data?.pages, changer)

  const seule = aConvoquer.length === 1 ? aConvoquer[0] : undefined
  const plusieurs = useRef(false)
  plusieurs.current ||= aConvoquer.length > 1
  return (
    <>
      <TextInput
        ref={champ}
        type="search"
        label="Chercher une personne"
        placeholder="Nom, NIR, numéro de demande, matricule…"
        leftSection={<IconSearch {...ICONE} />}
        rightSection={saisie && <CloseButton aria-label="Effacer la recherche" onClick={() => setSaisie('')} />}
        value={saisie}
        onChange={e => setSaisie(e.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maw={560}
      />
      {data && !assezDit(q) && (
        <div className={classes.barre}>
          <FiltresDuJour journee={data} />
          <ExporterLesListes journee={data} filtres={{ etat, ...filtresDe(valeurs) }} />
        </div>
      )}
      {assezDit(q) ? (
        <Charge requete={trouvees}>{({ personnes }) => <ListePersonnes lignes={personnes} q={q} />}</Charge>
      ) : data ? (
        <>
          <FluxManquants />
          {filtree && (
            <Text component="p" m={0} c="dimmed">
              {phraseDuJour(data.bilan, data.aujourdhui, true)}
            </Text>
          )}
          <Journee journee={data} etat={etat} filtree={filtree} aJour={aJour} convoquer={setAConvoquer} />
          {data.pages > 1 && (
            <Pages total={data.pages} page={data.page} aller={p => changer({ page: p > 1 ? String(p) : null })} />
          )}
        </>
      ) : (
        <Charge requete={lue}>{() => null}</Charge>
      )}
      {seule && (
        <PrendreRendezVous
          personneId={seule.personneId}
          nom={prenomEtNom(seule)}
          ouvert
          onFermer={() => setAConvoquer([])}
        />
      )}
      {plusieurs.current && (
        <ConvoquerSelection
          personnes={seule ? [] : aConvoquer.map(l => ({ id: l.personneId, nom: prenomEtNom(l) }))}
          onFermer={() => setAConvoquer([])}
        />
      )}
    </>
  )
}

const LISTES = [
  { cle: 'communes', libelle: 'Communes' },
  { cle: 'agents', libelle: 'Agents' },
  { cle: 'motifs', libelle: 'Motifs d’entrée' },
] as const

function FiltresDuJour({ journee: { compteurs, choix } }: { journee: Journee }) {
  return (
    <Filtres
      memoire="aujourdhui"
      filtres={[
        {
          genre: 'puces',
          cle: 'etat',
          libelle: 'État',
          choix: Object.entries(TITRES).map(([e, libelle]) => ({
            valeur: e,
            libelle,
            nombre: compteurs[e as FiltreEtat] ?? 0,
          })),
        },
        ...LISTES.filter(l => choix[l.cle].length > 0).map(l => ({
          genre: 'liste' as const,
          ...l,
          choix: choix[l.cle],
        })),
      ]}
    />
  )
}

type PropsJournee = {
  journee: Journee
  etat: FiltreEtat | undefined
  /** Some communes, agents or motives only: what is seen isn't the whole day. */
  filtree: boolean
  aJour: boolean
  convoquer: (lignes: LigneEntree[]) => void
}

function Journee({ journee, etat, filtree, aJour, convoquer }: PropsJournee) {
  const { listes, stock, compteurs } = journee
  if (stock) return <Stock titre={TITRES.stock} journee={journee} filtree={filtree} />
  const rienAFaire = !etat && listes.every(l => l.total === 0)
  if (rienAFaire && filtree)
    return (
      <Vide titre="Personne ne correspond à ces filtres" icone={IconSearchOff}>
        Effacez-les pour voir toute la journée.
      </Vide>
    )
  if (rienAFaire) return <Rien compteurs={compteurs} aJour={aJour} />
  return listes.map(liste => (
    <section key={liste.etat} className={classes.section} aria-labelledby={`liste-${liste.etat}`}>
      <div className={classes.tete}>
        <Title order={2} size="h3" id={`liste-${liste.etat}`}>
          {TITRES[liste.etat]} ({nombre(liste.total)})
        </Title>
        {liste.total > liste.lignes.length && !etat && (
          <Lien vers="/aujourdhui" recherche={{ etat: liste.etat }}>
            {`Voir toute la liste : ${TITRES[liste.etat].toLowerCase()}`}
          </Lien>
        )}
      </div>
      <ListeEntrees
        titre={TITRES[liste.etat]}
        lignes={liste.lignes}
        aujourdhui={journee.aujourdhui}
        convoquer={convoquer}
        filtree={filtree}
        vide={filtree ? 'Personne ne correspond à ces filtres' : VIDES[liste.etat]}
      />
    </section>
  ))
}

/** Nothing asks today: what was put off comes back, what never had a delay can be worked on. */
function Rien({ compteurs, aJour }: { compteurs: Journee['compteurs']; aJour: boolean }) {
  const { reportees, stock } = compteurs
  return (
    <Vide
      titre={aJour && reportees === 0 ? 'Tout est à jour' : 'Rien à faire aujourd’hui parmi les entrées'}
      icone={aJour && reportees === 0 ? IconCircleCheck : undefined}
      action={
        <>
          {reportees > 0 && (
            <Lien vers="/aujourdhui" recherche={{ etat: 'reportees' }}>
              {reportees > 1 ? `Voir les ${nombre(reportees)} personnes reportées` : 'Voir la personne reportée'}
            </Lien>
          )}
          {stock > 0 && (
            <Lien vers="/aujourdhui" recherche={{ etat: 'stock' }}>
              {`Avancer sur le stock\u00a0: ${pluriel(stock, 'personne jamais orientée', 'personnes jamais orientées')}`}
            </Lien>
          )}
        </>
      }
    >
      {reportees > 0
        ? `${pluriel(reportees, 'personne a été reportée', 'personnes ont été reportées')}\u00a0: elles reviennent ici le jour choisi.`
        : 'Personne n’attend de convocation, de diagnostic ni d’orientation.'}
    </Vide>
  )
}
