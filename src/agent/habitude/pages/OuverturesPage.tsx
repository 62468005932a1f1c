import { Button, Textarea } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { OngletsAudit } from '../../../audit/pages/OngletsAudit.tsx'
import { call } from '../../../socle/api.ts'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { dateCourte, heure, pluriel } from '../../../socle/ui/dates.ts'
import { Fenetre } from '../../../socle/ui/Fenetre.tsx'
import { Lien } from '../../../socle/ui/Lien.tsx'
import { useFiltres } from '../../../socle/ui/liste/filtres.ts'
import { type Colonne, Liste } from '../../../socle/ui/liste/Liste.tsx'
import { notifier, notifierErreur } from '../../../socle/ui/notifier.tsx'
import { Page } from '../../../socle/ui/Page.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import { Vide } from '../../../socle/ui/Vide.tsx'
import { traits } from '../../roles.ts'
import { Revue as Schema } from '../habitude.ts'
import type { Ouverture, ouvertures } from '../ouvertures.ts'
import type { revoirOuverture } from '../revoir-ouverture.ts'
import classes from './Habitude.module.css'
import { deQui, Raison, Revue } from './ouverture-en-mots.tsx'

const LUES: [Colonne<Ouverture>, ...Colonne<Ouverture>[]] = [
  { cle: 'le', titre: 'Quand', cellule: o => `${dateCourte(o.le)}, ${heure(o.le)}` },
  {
    cle: 'agent',
    titre: 'Qui a ouvert',
    cellule: o => (
      <>
        {o.agent}
        <span className={classes.discret}>{traits(o.role)?.libelle}</span>
      </>
    ),
  },
  {
    cle: 'personne',
    titre: 'Le dossier de',
    cellule: o => (
      <Lien vers="/audit" recherche={{ personne: o.personneId }}>
        {deQui(o)}
      </Lien>
    ),
  },
  { cle: 'motif', titre: 'Raison dite', cellule: o => <Raison ouverture={o} /> },
  { cle: 'revue', titre: 'Revue', cellule: o => <Revue ouverture={o} /> },
]

/** Files opened out of one's usual persons: each is looked at, found normal or asked about. */
export function OuverturesPage() {
  const cache = useQueryClient()
  const { valeurs, changer } = useFiltres('audit-ouvertures', ['page'])
  const page = Number(valeurs.page ?? 1)
  const [demandee, setDemandee] = useState<Ouverture | null>(null)
  const requete = useQuery({
    queryKey: ['ouvertures', page],
    queryFn: () => call<typeof ouvertures>('GET /audit/ouvertures', { page }),
    placeholderData: keepPreviousData,
  })
  const normal = useMutation({
    mutationFn: ({ id: ouvertureId, revue }: Ouverture) =>
      call<typeof revoirOuverture>('PUT /audit/ouvertures/:ouvertureId', {
        ...{ ouvertureId, revue: 'normal', vu: { revue } },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['ouvertures'] })
      notifier('Ouverture revue : normal.')
    },
    onError: notifierErreur,
  })
  const { data } = requete
  const gestes: Colonne<Ouverture> = {
    cle: 'gestes',
    titre: 'Votre avis',
    cellule: o => (
      <div className={classes.gestes}>
        {o.revue !== 'normal' && (
          <Button
            variant="default"
            size="compact-md"
            aria-label={`Normal : ${o.agent}, ${deQui(o)}`}
            onClick={() => normal.mutate(o)}
          >
            Normal
          </Button>
        )}
        {(o.revue !== 'a-expliquer' || o.explication !== null) && (
          <Button
            variant="subtle"
            size="compact-md"
            aria-label={`À expliquer : ${o.agent}, ${deQui(o)}`}
            onClick={() => setDemandee(o)}
          >
            À expliquer
          </Button>
        )}
      </div>
    ),
  }
  return (
    <Page
      titre="Dossiers ouverts hors de l’ordinaire"
      phrase={
        data
          ? `${pluriel(data.aRevoir, 'ouverture')} à revoir, ${pluriel(data.attendues, 'réponse attendue', 'réponses attendues')}. Chacune a sa raison, dite avant que le dossier s’ouvre.`
          : 'Chacune a sa raison, dite avant que le dossier s’ouvre.'
      }
      entete={<OngletsAudit ici="/audit/ouvertures" />}
    >
      <Charge requete={requete} attente="liste">
        {({ lignes, pages }) => (
          <>
            <Liste
              titre="Dossiers ouverts hors de l’ordinaire"
              lignes={lignes}
              cle={o => o.id}
              colonnes={[...LUES, gestes] as typeof LUES}
              vide={
                <Vide titre="Aucune ouverture hors de l’ordinaire" icone={IconCircleCheck}>
                  Personne n’a dû dire pourquoi il ouvrait un dossier.
                </Vide>
              }
            />
            <div className={classes.gestes}>
              {page > 1 && (
                <Button variant="default" onClick={() => changer({ page: page > 2 ? String(page - 1) : null })}>
                  Page précédente
                </Button>
              )}
              {page < pages && (
                <Button variant="default" onClick={() => changer({ page: String(page + 1) })}>
                  Page suivante
                </Button>
              )}
            </div>
          </>
        )}
      </Charge>
      {demandee && <Demander ouverture={demandee} fermer={() => setDemandee(null)} />}
    </Page>
  )
}

const Question = Schema.pick({ mot: true })

function Demander({ ouverture, fermer }: { ouverture: Ouverture; fermer: () => void }) {
  const cache = useQueryClient()
  const form = useFormulaire(Question, { mot: null })
  return (
    <Fenetre opened onClose={fermer} title={`Demander une explication à ${ouverture.agent}`}>
      <Formulaire
        form={form}
        bouton="Demander"
        perte="La question n’est pas envoyée."
        renoncer={fermer}
        envoyer={async ({ mot }) => {
          await call<typeof revoirOuverture>('PUT /audit/ouvertures/:ouvertureId', {
            ...{ ouvertureId: ouverture.id, revue: 'a-expliquer', mot, vu: { revue: ouverture.revue } },
          })
          fermer()
          await cache.invalidateQueries({ queryKey: ['ouvertures'] })
          notifier('La question est envoyée : l’agent en est prévenu.')
        }}
      >
        <Textarea {...form.texte('mot', 'Votre question', { requis: true })} autosize minRows={2} />
      </Formulaire>
    </Fenetre>
  )
}
