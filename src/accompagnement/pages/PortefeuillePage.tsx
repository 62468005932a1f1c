import { Button } from '@mantine/core'
import { IconGauge, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { traits } from '../../agent/roles.ts'
import { DOMINANTES_COURTES, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { direCharge } from '../../offre/pages/suivis.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { type Filtre, Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { usePeut, useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import { direAFaire, FILTRES_URGENCE, type FiltreUrgence, NOMS_URGENCES } from '../accompagnement.ts'
import type { portefeuille } from '../portefeuille.ts'
import { Charges } from './Charges.tsx'
import { colonnes } from './colonnes.tsx'
import { PasserLeRelais } from './PasserLeRelais.tsx'
import { SansReferent } from './SansReferent.tsx'
import { Transmises } from './Transmises.tsx'

type Donnees = Output<typeof portefeuille>

const CLES = ['urgence', 'dominante', 'equipeId', 'referentId']

/** The référent's persons, most urgent first; for a responsable d'équipe, the team's, with the load of each (rules A1 to A4). */
export function PortefeuillePage() {
  const { agent } = useSession()
  const { valeurs, changer } = useFiltres('portefeuille', CLES)
  const peut = usePeut()
  const [chargesVues, setChargesVues] = useState(false)
  const [aRelayer, setARelayer] = useState<string[]>([])
  const { urgence, dominante, equipeId, referentId } = valeurs
  // A page is only good for the filters it was asked with.
  const filtre = [urgence, dominante, equipeId, referentId].join(' ')
  const [feuille, setFeuille] = useState({ filtre, page: 1 })
  const page = feuille.filtre === filtre ? feuille.page : 1
  const entree = { urgence, dominante, equipeId, referentId, page } as Input<typeof portefeuille>
  const requete = useQuery({
    queryKey: ['portefeuille', urgence, dominante, equipeId, referentId, page],
    queryFn: () => call<typeof portefeuille>('GET /portefeuille', entree),
    placeholderData: keepPreviousData,
  })
  const filtree = Boolean(urgence || dominante || equipeId || referentId)
  const equipe = traits(agent.role)?.portefeuille === 'equipe'
  const donnees = requete.data
  const menes = donnees?.referents.filter(r => r.mene) ?? []
  const equipes = [...new Map(menes.flatMap(r => (r.equipeId && r.equipe ? [[r.equipeId, r.equipe] as const] : [])))]
  const filtres: Filtre[] = [
    {
      genre: 'puces',
      cle: 'urgence',
      libelle: 'Urgence',
      choix: Object.entries(FILTRES_URGENCE).flatMap(([valeur, libelle]) => {
        const nombre = donnees ? compter(donnees, valeur as FiltreUrgence) : 0
        return nombre > 0 || urgence === valeur ? [{ valeur, libelle, nombre }] : []
      }),
    },
    {
      genre: 'puces',
      cle: 'dominante',
      libelle: 'Dominante',
      choix: NOMS_DOMINANTES.map(d => ({ valeur: d, libelle: DOMINANTES_COURTES[d] })),
    },
    ...(equipes.length > 1
      ? [
          {
            genre: 'puces' as const,
            cle: 'equipeId',
            libelle: 'Équipe',
            choix: equipes.map(([valeur, libelle]) => ({ valeur, libelle })),
          },
        ]
      : []),
    ...(equipe && donnees
      ? [
          {
            genre: 'puces' as const,
            cle: 'referentId',
            libelle: 'Référent',
            choix: menes.map(r => ({ valeur: r.id, libelle: r.nom })),
          },
        ]
      : []),
  ]
  return (
    <Page
      titre={equipe ? 'Portefeuilles de l’équipe' : 'Mon portefeuille'}
      phrase={
        donnees &&
        [agent.equipe, resumer(donnees, Boolean(dominante || equipeId || referentId))].filter(Boolean).join('. ')
      }
      actions={
        equipe && menes.length > 0 ? (
          <Button
            variant="default"
            leftSection={<IconGauge {...ICONE} />}
            aria-expanded={chargesVues}
            onClick={() => setChargesVues(!chargesVues)}
          >
            Charge de chaque référent
          </Button>
        ) : undefined
      }
      entete={
        <>
          {donnees && donnees.sansReferent.total > 0 && (
            <SansReferent
              enAttente={donnees.sansReferent}
              aujourdhui={donnees.aujourdhui}
              designer={peut('referent.designer') ? setARelayer : undefined}
            />
          )}
          {chargesVues && <Charges referents={menes} choisi={referentId} choisir={id => changer({ referentId: id })} />}
          <Filtres memoire="portefeuille" filtres={filtres} />
        </>
      }
    >
      <Charge requete={requete} attente="liste">
        {d => (
          <>
            <Liste
              titre="Personnes suivies"
              lignes={d.lignes}
              cle={l => l.personneId}
              lien={l => `/personnes/${l.personneId}`}
              colonnes={colonnes(d.aujourdhui, equipe)}
              selection={
                equipe && peut('referent.designer')
                  ? {
                      nom: ['personne choisie', 'personnes choisies'],
                      action: 'Changer de référent',
                      onAction: ids => setARelayer(ids),
                    }
                  : undefined
              }
              vide={
                <Vide
                  icone={filtree ? IconSearchOff : undefined}
                  titre={filtree ? 'Personne ne correspond à ces filtres' : 'Personne pour l’instant'}
                >
                  {filtree
                    ? 'Effacez les filtres pour revoir tout le monde.'
                    : 'Les personnes apparaissent ici dès qu’un référent leur est désigné.'}
                </Vide>
              }
            />
            {d.total > d.parPage && (
              <Pages total={Math.ceil(d.total / d.parPage)} page={page} aller={n => setFeuille({ filtre, page: n })} />
            )}
            {d.transmises.length > 0 && <Transmises personnes={d.transmises} />}
          </>
        )}
      </Charge>
      {donnees && aRelayer.length > 0 && (
        <PasserLeRelais
          premier={aRelayer.every(id => donnees.sansReferent.personnes.some(p => p.personneId === id))}
          personnes={aRelayer}
          referents={donnees.referents}
          fermer={() => setARelayer([])}
        />
      )}
    </Page>
  )
}

const compter = ({ comptes, aFaire }: Donnees, filtre: FiltreUrgence) =>
  filtre === 'a-faire' ? aFaire : (comptes[filtre] ?? 0)

/** `partie`: some persons only are counted, whatever their urgency. */
function resumer({ comptes, aFaire, referents, equipe }: Donnees, partie: boolean): string {
  const moi = referents[0]
  const charge = !equipe && moi ? `${direCharge(moi)}. ` : ''
  const tous = NOMS_URGENCES.reduce((n, u) => n + (comptes[u] ?? 0), 0)
  if (tous === 0) return charge.trim()
  if (aFaire === 0)
    return `${charge}Rien ne presse${partie ? ' parmi ces personnes' : '\u00a0: tout le monde a été vu ou a un rendez-vous'}.`
  const dont = `${pluriel(tous, 'personne')}, dont ${pluriel(aFaire, 'demande', 'demandent')} votre attention.`
  return equipe ? dont : `${charge}${direAFaire(aFaire)}.`
}
