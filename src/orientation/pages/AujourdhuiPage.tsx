import { CloseButton, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCalendarEvent, IconCircleCheck, IconSearch, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { FluxManquants } from '../../import/pages/FluxManquants.tsx'
import { communeLisible, prenomEtNom } from '../../personne/noms.ts'
import { ListePersonnes, usePersonnes } from '../../personne/pages/ListePersonnes.tsx'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { ecart, nombre, pluriel } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien, LienBouton } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enChoix, useFiltres } from '../../socle/ui/liste/filtres.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { useBarreRecherche, useRaccourci } from '../../socle/ui/raccourci.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import type { aujourdhui } from '../aujourdhui.ts'
import { type FiltreEtat, type LigneEntree, phraseDuJour } from '../aujourdhui-etats.ts'
import classes from './AujourdhuiPage.module.css'
import { ListeEntrees } from './ListeEntrees.tsx'

// Windows are loaded when first opened, what only some roles see when there is some.
const PortefeuillesDuJour = lazy(() =>
  import('./PortefeuillesDuJour.tsx').then(m => ({ default: m.PortefeuillesDuJour })),
)
const PrendreRendezVous = lazy(() =>
  import('../../rendez-vous/pages/PrendreRendezVous.tsx').then(m => ({ default: m.PrendreRendezVous })),
)
const ConvoquerSelection = lazy(() =>
  import('../../rendez-vous/pages/ConvoquerSelection.tsx').then(m => ({ default: m.ConvoquerSelection })),
)

type Journee = Output<typeof aujourdhui>
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

/** The day of the chargé d'orientation: a sentence, then what is due, most urgent first. */
export function AujourdhuiPage() {
  const champ = useRef<HTMLInputElement>(null)
  const [saisie, setSaisie] = useState('')
  const [q] = useDebouncedValue(saisie.trim(), 200)
  const [aConvoquer, setAConvoquer] = useState<LigneEntree[]>([])
  const { valeurs, changer } = useFiltres('aujourdhui', RETENUES)
  const etat = enChoix(TITRES, valeurs.etat) ?? undefined
  const demande: Input<typeof aujourdhui> = {
    etat,
    communes: valeurs.communes,
    agents: valeurs.agents,
    motifs: valeurs.motifs,
    page: Number(valeurs.page) || 1,
  }
  const requete = useQuery({
    queryKey: ['aujourdhui', demande],
    queryFn: () => call<typeof aujourdhui>('GET /aujourdhui', demande),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const trouvees = usePersonnes({ q, situation: null, page: 1 })
  const { data } = requete
  useBarreRecherche(champ)
  useRaccourci('r', cle => {
    const ligne = data?.listes.flatMap(l => l.lignes).find(l => l.personneId === cle)
    if (ligne) setAConvoquer([ligne])
  })

  // A filter changed while on a page it doesn't have any more.
  useEffect(() => {
    if (data && data.page > data.pages) changer({ page: null })
  })

  const filtree = Boolean(valeurs.communes || valeurs.agents || valeurs.motifs)
  const seule = aConvoquer.length === 1 ? aConvoquer[0] : undefined
  const plusieurs = useRef(false)
  plusieurs.current ||= aConvoquer.length > 1
  return (
    <Page
      titre="Aujourd’hui"
      phrase={data && phraseDuJour(data.bilan, data.aujourdhui, filtree)}
      actions={
        <LienBouton vers="/rendez-vous" variant="default" leftSection={<IconCalendarEvent {...ICONE} />}>
          Mes rendez-vous
        </LienBouton>
      }
      entete={
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
          {data && q.length < 2 && <FiltresDuJour journee={data} />}
        </>
      }
    >
      {q.length > 1 ? (
        <Charge requete={trouvees}>{donnees => <ListePersonnes lignes={donnees.personnes} q={q} />}</Charge>
      ) : (
        <Charge requete={requete}>
          {journee => (
            <>
              <FluxManquants />
              {!etat && enDemande(journee.portefeuille) && (
                <Suspense>
                  <PortefeuillesDuJour {...journee.portefeuille} />
                </Suspense>
              )}
              <Journee journee={journee} etat={etat} filtree={filtree} convoquer={setAConvoquer} />
              {journee.pages > 1 && (
                <Pages
                  total={journee.pages}
                  page={journee.page}
                  aller={p => changer({ page: p > 1 ? String(p) : null })}
                />
              )}
            </>
          )}
        </Charge>
      )}
      <Suspense>
        {seule && (
          <PrendreRendezVous
            personneId={seule.personneId}
            nom={prenomEtNom(seule)}
            ouvert
            onFermer={() => setAConvoquer([])}
          />
        )}
      </Suspense>
      <Suspense>
        {plusieurs.current && (
          <ConvoquerSelection
            personnes={seule ? [] : aConvoquer.map(l => ({ id: l.personneId, nom: prenomEtNom(l) }))}
            onFermer={() => setAConvoquer([])}
          />
        )}
      </Suspense>
    </Page>
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

/** Do the portfolios of who leads a team ask anything? */
const enDemande = (portefeuille: Journee['portefeuille']): portefeuille is NonNullable<Journee['portefeuille']> =>
  portefeuille !== null && portefeuille.aFaire + portefeuille.sansReferent > 0

type PropsJournee = {
  journee: Journee
  etat: FiltreEtat | undefined
  /** Some communes, agents or motives only: what is seen isn't the whole day. */
  filtree: boolean
  convoquer: (lignes: LigneEntree[]) => void
}

function Journee({ journee, etat, filtree, convoquer }: PropsJournee) {
  const { listes, stock, compteurs } = journee
  if (stock) return <Stock journee={journee} filtree={filtree} />
  const rienAFaire = !etat && listes.every(l => l.total === 0)
  const aJour = !enDemande(journee.portefeuille)
  if (rienAFaire && filtree)
    return (
      <Vide titre="Personne ne correspond à ces filtres" icone={IconSearchOff}>
        Effacez-les pour voir toute la journée.
      </Vide>
    )
  if (rienAFaire)
    return (
      <Vide
        titre={aJour ? 'Tout est à jour' : 'Aucune entrée n’attend'}
        icone={aJour ? IconCircleCheck : undefined}
        action={
          (compteurs.stock ?? 0) > 0 && (
            <Lien vers="/aujourdhui" recherche={{ etat: 'stock' }}>
              {`Avancer sur le stock : ${pluriel(compteurs.stock ?? 0, 'personne jamais orientée', 'personnes jamais orientées')}`}
            </Lien>
          )
        }
      >
        Personne n’attend de convocation, de diagnostic ni d’orientation.{aJour && ' Bonne journée.'}
      </Vide>
    )
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

function Stock({ journee: { stock, aujourdhui }, filtree }: { journee: Journee; filtree: boolean }) {
  return (
    <section className={classes.section} aria-labelledby="liste-stock">
      <Title order={2} size="h3" id="liste-stock">
        {TITRES.stock} ({nombre(stock?.total ?? 0)})
      </Title>
      <Text component="p" m={0} c="dimmed" maw="72ch">
        Ces personnes sont soumises aux droits et devoirs depuis avant le premier flux : aucun délai ne court, aucune
        orientation n’est connue. Les plus anciennes d’abord.
      </Text>
      <Liste
        titre={TITRES.stock}
        lignes={stock?.lignes ?? []}
        cle={l => l.personneId}
        lien={l => `/personnes/${l.personneId}`}
        colonnes={[
          { cle: 'nom', titre: 'Personne', cellule: l => prenomEtNom(l) },
          { cle: 'commune', titre: 'Commune', cellule: l => (l.commune ? communeLisible(l.commune) : 'sans commune') },
          { cle: 'depuis', titre: 'Demande de RSA', cellule: l => ecart(l.depuis, aujourdhui) },
        ]}
        vide={
          <Vide
            titre={filtree ? 'Personne ne correspond à ces filtres' : 'Tout le stock est orienté'}
            niveau={3}
            icone={filtree ? IconSearchOff : IconCircleCheck}
          >
            {filtree && 'Le stock n’a ni rendez-vous ni motif d’entrée : seul le filtre des communes s’y applique.'}
          </Vide>
        }
      />
    </section>
  )
}
