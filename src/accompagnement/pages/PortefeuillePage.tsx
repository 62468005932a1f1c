import { Button } from '@mantine/core'
import { IconGauge, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { traits } from '../../agent/roles.ts'
import { DOMINANTES_COURTES, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { direCharge } from '../../offre/suivis.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { call } from '../../socle/api.ts'
import { MOTIFS_PERSONNES } from '../../socle/export/motifs.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { nombre, pluriel } from '../../socle/ui/dates.ts'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { type Filtre, Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { enSuite } from '../../socle/ui/phrases.ts'
import { usePeut, useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Input, Output } from '../../socle/use-case.ts'
import { FILTRES_URGENCE, type FiltreUrgence, NOMS_URGENCES } from '../accompagnement.ts'
import type { portefeuille } from '../portefeuille.ts'
import { Charges } from './Charges.tsx'
import { colonnes } from './colonnes.tsx'
import { PasserLeRelais, type Releve } from './PasserLeRelais.tsx'
import { resumer } from './resumer.ts'
import { SansReferent } from './SansReferent.tsx'
import { Transmises } from './Transmises.tsx'

type Donnees = Output<typeof portefeuille>

const CLES = ['urgence', 'dominante', 'equipeId', 'referentId']

type ARelayer = { personnes: Releve[]; vider: () => void }

/** The référent's persons, most urgent first; for a responsable d'équipe, the team's, with the load of each (rules A1 to A4). */
export function PortefeuillePage() {
  const { agent } = useSession()
  const { valeurs, changer } = useFiltres('portefeuille', CLES)
  const peut = usePeut()
  const [chargesVues, setChargesVues] = useState(false)
  const [aRelayer, setARelayer] = useState<ARelayer | null>(null)
  const { urgence, dominante, equipeId, referentId } = valeurs
  const page = pageDemandee(valeurs)
  const entree = { urgence, dominante, equipeId, referentId, page } as Input<typeof portefeuille>
  const requete = useQuery({
    queryKey: ['portefeuille', urgence, dominante, equipeId, referentId, page],
    queryFn: () => call<typeof portefeuille>('GET /portefeuille', entree),
    placeholderData: keepPreviousData,
  })
  const filtree = Boolean(urgence || dominante || equipeId || referentId)
  const equipe = traits(agent.role)?.portefeuille === 'equipe'
  const donnees = requete.data
  const pages = donnees && Math.ceil(donnees.total / donnees.parPage)
  usePageConnue(page, requete.isPlaceholderData ? undefined : pages, changer)
  const moi = donnees?.referents[0]
  const charge = !equipe && moi && donnees ? enSuite(direCharge(moi), enBinome(donnees, moi)) : null
  const aSavoir = usePrecautionsDe(donnees?.lignes.map(l => l.personneId) ?? [])
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
        [agent.equipe, resumer({ ...donnees, charge, partie: Boolean(dominante || equipeId || referentId) })]
          .filter(Boolean)
          .join('. ')
      }
      actions={
        <>
          {equipe && menes.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconGauge {...ICONE} />}
              aria-expanded={chargesVues}
              onClick={() => setChargesVues(!chargesVues)}
            >
              Charge de chaque référent
            </Button>
          )}
          {donnees && donnees.total > 0 && (
            <Exporter
              droit="export.portefeuille"
              route="POST /portefeuille/export"
              entree={{ urgence, dominante, equipeId, referentId }}
              quoi={pluriel(donnees.total, 'personne')}
              motifs={MOTIFS_PERSONNES}
              personnes
            />
          )}
        </>
      }
      entete={
        <>
          {donnees && donnees.sansReferent.total > 0 && (
            <SansReferent
              enAttente={donnees.sansReferent}
              aujourdhui={donnees.aujourdhui}
              designer={
                peut('referent.designer')
                  ? (personnes, vider) =>
                      setARelayer({ personnes: personnes.map(p => enReleve({ ...p, referentId: null })), vider })
                  : undefined
              }
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
              colonnes={colonnes(d.aujourdhui, equipe, aSavoir)}
              selection={
                equipe && peut('referent.designer')
                  ? {
                      nom: ['personne choisie', 'personnes choisies'],
                      action: 'Changer de référent',
                      parPages: true,
                      onAction: (lignes, vider) => setARelayer({ personnes: lignes.map(enReleve), vider }),
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
              <Pages
                total={Math.ceil(d.total / d.parPage)}
                page={page}
                aller={n => changer({ page: n > 1 ? String(n) : null })}
              />
            )}
            {d.transmises.length > 0 && <Transmises personnes={d.transmises} />}
          </>
        )}
      </Charge>
      {donnees && aRelayer && (
        <PasserLeRelais
          personnes={aRelayer.personnes.map(p => {
            const ligne = donnees.lignes.find(l => l.personneId === p.personneId)
            return ligne ? enReleve(ligne) : p
          })}
          referents={donnees.referents}
          fermer={fait => {
            if (fait) aRelayer.vider()
            setARelayer(null)
          }}
        />
      )}
    </Page>
  )
}

/** Those whom another follows first, and who are in the list too: with those followed and those who wait, they are all of it. */
const enBinome = ({ comptes }: Donnees, { suivis, veille }: { suivis: number; veille: number }) => {
  const seconds = NOMS_URGENCES.reduce((n, u) => n + (comptes[u] ?? 0), 0) - suivis - veille
  return seconds > 0 && `${nombre(seconds)} en binôme avec un autre référent`
}

const enReleve = (l: { personneId: string; nom: string; prenom: string; referentId: string | null }): Releve => ({
  personneId: l.personneId,
  nom: prenomEtNom(l),
  referentId: l.referentId,
})

const compter = ({ comptes, aFaire }: Donnees, filtre: FiltreUrgence) =>
  filtre === 'a-faire' ? aFaire : (comptes[filtre] ?? 0)
