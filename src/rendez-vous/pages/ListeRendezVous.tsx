import { Anchor, Text } from '@mantine/core'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateCourte, dateLongue, heure, telephone } from '../../socle/ui/dates.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Cache, ResteCache } from '../../socle/ui/Porte.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import type { agenda } from '../agenda.ts'
import { CONVOCATIONS, MODALITES, OBJETS } from '../rendez-vous.ts'
import { ConclureRendezVous } from './ConclureRendezVous.tsx'

type Ligne = Output<typeof agenda>['rendezVous'][number]

const nommer = ({ prenom, nom }: Pick<Ligne, 'prenom' | 'nom'>) => `${prenomLisible(prenom)} ${nom}`

/** What remains to do with whom one follows no more: how to reach them is hidden from then on. */
const A_TENIR =
  'Le rendez-vous tient, sauf si vous l’annulez. Ses coordonnées\u00a0: demandez-les à un chargé d’orientation.'

/** The appointments of a day, hour after hour, each with its outcome. */
export function ListeRendezVous({ lignes, jour }: { lignes: readonly Ligne[]; jour: string }) {
  const peut = usePeut()
  const aSavoir = usePrecautionsDe(lignes.filter(l => !l.raisonADire).map(l => l.personneId))
  const plusieursAgents = new Set(lignes.map(l => l.agentId)).size > 1
  return (
    <Liste
      titre={`Rendez-vous du ${dateLongue(jour)}`}
      lignes={lignes}
      cle={l => l.id}
      lien={l => {
        if (l.dossier || l.quitteeLe) return `/personnes/${l.personneId}`
        return peut('champ.lire') ? `/mes-co-interventions/${l.personneId}` : '/rendez-vous'
      }}
      colonnes={[
        {
          cle: 'nom',
          titre: 'Personne',
          cellule: l => (
            <>
              {`${heure(l.local.slice(11))} · ${nommer(l)}`}
              <PucesBreves {...aSavoir(l.personneId)} />
            </>
          ),
        },
        {
          cle: 'commune',
          titre: 'Commune',
          cellule: l => (l.cache ? <Cache mot="cachée" /> : l.commune ? communeLisible(l.commune) : 'non renseignée'),
          sansCarte: true,
        },
        {
          cle: 'quoi',
          titre: 'Rendez-vous',
          cellule: l => (
            <>
              {l.objet && `${OBJETS[l.objet]}, `}
              {`${l.dureeMinutes}\u00a0min`}
              {l.interpretePrevu && ', interprète prévu'}
              {l.interprete && ', interprète à prévoir'}
              <Text component="span" c="dimmed" display="block">
                {[
                  l.modalite && l.modalite !== 'individuel' && MODALITES[l.modalite],
                  l.lieu,
                  plusieursAgents && l.agent,
                  l.dossier && l.clos && 'dossier clos',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
              {l.quitteeLe && (
                <Text component="span" display="block">
                  {`Suivi fini le ${dateCourte(l.quitteeLe)}. ${l.issue === null ? A_TENIR : ''}`}
                </Text>
              )}
              {l.raisonADire && <ResteCache personneId={l.personneId} nom={nommer(l)} />}
            </>
          ),
        },
        {
          cle: 'contact',
          titre: 'Prévenir',
          cellule: l => {
            if (l.raisonADire) return ''
            if (l.cache) return <Cache />
            if (!l.telephone) return l.convocation && CONVOCATIONS[l.convocation]
            return <Anchor href={`tel:${l.telephone}`}>{telephone(l.telephone)}</Anchor>
          },
        },
        {
          cle: 'issue',
          titre: 'Issue',
          largeur: '17rem',
          cellule: ({ modalite, ...l }) =>
            modalite === null ? (
              ''
            ) : (
              <ConclureRendezVous
                rendezVous={{ ...l, modalite }}
                personneId={l.personneId}
                nom={nommer(l)}
                commence={l.commence}
                clos={l.clos}
              />
            ),
        },
      ]}
    />
  )
}
