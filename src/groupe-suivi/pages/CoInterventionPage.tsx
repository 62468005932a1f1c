import { Anchor, Button, Text } from '@mantine/core'
import { IconCalendarPlus, IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { communeLisible, nomComplet, prenomEtNom } from '../../personne/noms.ts'
import { SaisieContact } from '../../personne/pages/SaisieContact.tsx'
import { ASavoir, AvantDeJoindre } from '../../precaution/pages/ASavoir.tsx'
import { FichePrecautions } from '../../precaution/pages/FichePrecautions.tsx'
import { ConclureRendezVous } from '../../rendez-vous/pages/ConclureRendezVous.tsx'
import { PrendreRendezVous } from '../../rendez-vous/pages/PrendreRendezVous.tsx'
import { MODALITES, type Modalite } from '../../rendez-vous/rendez-vous.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { age, dateChiffres, dateEtHeure, telephone } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { Colonnes, Page } from '../../socle/ui/Page.tsx'
import type { Output } from '../../socle/use-case.ts'
import { CHAMPS } from '../groupe-suivi.ts'
import type { maCoIntervention } from '../ma-co-intervention.ts'
import classes from './GroupeSuivi.module.css'
import { MonChamp } from './MonChamp.tsx'

type Suivi = Output<typeof maCoIntervention>

/** What one needs to help a person in one's field: who, how to reach them, their référent, one's appointments, the field. */
export function CoInterventionPage() {
  const { personneId = '' } = useParams({ strict: false }) as { personneId?: string }
  const requete = useQuery({
    queryKey: ['co-interventions', personneId],
    queryFn: () => call<typeof maCoIntervention>('GET /co-interventions/:personneId', { personneId }),
  })
  const [prise, setPrise] = useState(false)
  const suivi = requete.data
  return (
    <Page
      titre={
        suivi
          ? `${nomComplet(suivi, suivi.aujourdhui)} · ${age(suivi.dateNaissance, suivi.aujourdhui)}\u00a0ans`
          : 'Mon suivi'
      }
      onglet="Mon suivi"
      phrase={suivi && `Mon champ\u00a0: ${suivi.champs.map(c => CHAMPS[c.champ].libelle.toLowerCase()).join(', ')}`}
      ariane={[{ libelle: 'Mes suivis', vers: '/mes-co-interventions' }]}
      actions={
        suivi && (
          <Button leftSection={<IconCalendarPlus {...ICONE} />} onClick={() => setPrise(true)}>
            Rendez-vous
          </Button>
        )
      }
    >
      <Charge requete={requete} attente="page" ailleurs={{ vers: '/mes-co-interventions', libelle: 'Voir mes suivis' }}>
        {lu => (
          <>
            <ASavoir personneId={lu.id} />
            <Colonnes>
              <div className={classes.pile}>
                {lu.champs.map(c => (
                  <MonChamp key={c.champ} {...c} />
                ))}
              </div>
              <div className={classes.pile}>
                <MesRendezVous suivi={lu} />
                <Joindre suivi={lu} />
                <FichePrecautions personneId={lu.id} />
              </div>
            </Colonnes>
            <PrendreRendezVous
              personneId={lu.id}
              nom={prenomEtNom(lu)}
              ouvert={prise}
              onFermer={() => setPrise(false)}
              objet="suivi"
            />
          </>
        )}
      </Charge>
    </Page>
  )
}

function MesRendezVous({ suivi }: { suivi: Suivi }) {
  return (
    <Fiche titre="Mes rendez-vous">
      {suivi.rendezVous.length === 0 && <Text>Aucun rendez-vous avec vous.</Text>}
      <ol className={classes.liste}>
        {suivi.rendezVous.map(r => (
          <li key={r.id}>
            <Text component="p" m={0} fw={600}>
              {dateEtHeure(r.debut)}
            </Text>
            <Text component="p" m={0} c="dimmed">
              {[MODALITES[r.modalite as Modalite], r.lieu].filter(Boolean).join(' · ')}
            </Text>
            <ConclureRendezVous
              rendezVous={r}
              personneId={suivi.id}
              nom={prenomEtNom(suivi)}
              commence={Date.parse(r.debut) <= Date.parse(suivi.maintenant)}
            />
          </li>
        ))}
      </ol>
    </Fiche>
  )
}

function Joindre({ suivi }: { suivi: Suivi }) {
  const [corrige, setCorrige] = useState(false)
  const { contact, referent, commune } = suivi
  return (
    <Fiche
      titre="Qui joindre"
      actions={
        !corrige && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil {...PETITE_ICONE} />}
            onClick={() => setCorrige(true)}
          >
            Corriger ou confirmer
          </Button>
        )
      }
    >
      {corrige ? (
        <SaisieContact personneId={suivi.id} contact={contact} fermer={() => setCorrige(false)} />
      ) : (
        <Reperes
          liste={[
            {
              terme: 'Téléphone',
              valeur: contact.telephone && (
                <Anchor href={`tel:${contact.telephone}`}>{telephone(contact.telephone)}</Anchor>
              ),
              suite: contact.telephone && (
                <AvantDeJoindre personneId={suivi.id} voie="telephone" valeurs={[contact.telephone]} />
              ),
            },
            {
              terme: 'Courriel',
              valeur: contact.courriel,
              suite: contact.courriel && (
                <AvantDeJoindre personneId={suivi.id} voie="courriel" valeurs={[contact.courriel]} />
              ),
            },
            { terme: 'Commune', valeur: commune && communeLisible(commune) },
            { terme: 'Naissance', valeur: dateChiffres(suivi.dateNaissance) },
            {
              terme: 'Référent',
              valeur: referent ? referent.nom : 'aucun pour l’instant',
              source: referent?.structure,
              suite: referent && (
                <span className={classes.suite}>
                  {referent.telephone && (
                    <Anchor href={`tel:${referent.telephone}`}>{telephone(referent.telephone)}</Anchor>
                  )}
                  <Anchor href={`mailto:${referent.courriel}`}>{referent.courriel}</Anchor>
                </span>
              ),
            },
          ]}
        />
      )}
    </Fiche>
  )
}
