import { Button, MultiSelect, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { GENRES } from '../../import/genres.ts'
import { NOMS_GENRES } from '../../import/import.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateCourte, dateEtHeure } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import type { accesPartenaires } from '../acces-partenaires.ts'
import type { creerAcces } from '../creer-acces.ts'
import { DemandeAcces } from '../partenaire.ts'
import type { revoquerAcces } from '../revoquer-acces.ts'
import { CleMontree } from './CleMontree.tsx'

type Acces = Output<typeof accesPartenaires>['acces'][number]
const SORTES = NOMS_GENRES.map(value => ({ value, label: GENRES[value] }))

/** The software of partners: who has a key, what it opens, when it last served; a new one, shown once. */
export function AccesPage() {
  const [ouvert, setOuvert] = useState(false)
  const [lu, setLu] = useState<Acces | null>(null)
  const [montree, setMontree] = useState<{ nom: string; cle: string } | null>(null)
  const requete = useQuery({ queryKey: ['acces'], queryFn: () => call<typeof accesPartenaires>('GET /acces', {}) })
  const donner = <Button onClick={() => setOuvert(true)}>Donner une clé</Button>
  return (
    <Page
      titre="Accès des partenaires"
      phrase="Les logiciels qui déposent des fichiers d’eux-mêmes, chacun avec sa clé. Une clé n’ouvre rien d’autre : aucun dossier, aucune liste."
      actions={requete.data?.acces.length !== 0 && donner}
      entete={<Onglets ici="/parametres/acces" />}
    >
      {montree && <CleMontree {...montree} />}
      <Charge requete={requete} attente="liste">
        {({ acces }) => (
          <Liste
            titre="Accès des partenaires"
            lignes={acces}
            cle={a => a.id}
            colonnes={[
              { cle: 'nom', titre: 'Logiciel', cellule: a => a.nom },
              {
                cle: 'droits',
                titre: 'Dépose',
                cellule: a =>
                  a.genres.length === NOMS_GENRES.length
                    ? 'Tous les fichiers'
                    : a.genres.map(g => GENRES[g]).join(', ') || 'Rien',
              },
              {
                cle: 'appel',
                titre: 'Dernier appel',
                cellule: a => (a.dernierAppelLe ? dateEtHeure(a.dernierAppelLe) : 'Jamais'),
              },
              { cle: 'cree', titre: 'Donnée', cellule: a => `le ${dateCourte(a.creeLe)} par ${a.creePar}` },
              { cle: 'etat', titre: 'Clé', cellule: a => <EtatAcces acces={a} /> },
              {
                cle: 'historique',
                titre: 'Historique',
                cellule: a => (
                  <Button
                    variant="default"
                    size="compact-md"
                    aria-label={`Historique\u00a0: ${a.nom}`}
                    onClick={() => setLu(a)}
                  >
                    Historique
                  </Button>
                ),
              },
            ]}
            vide={
              <Vide titre="Aucun logiciel n’a de clé" icone={IconKey} action={donner}>
                Donnez une clé au logiciel d’un partenaire pour qu’il dépose ses fichiers sans passer par l’écran.
              </Vide>
            }
          />
        )}
      </Charge>
      <Fenetre
        lecture
        opened={lu !== null}
        onClose={() => setLu(null)}
        title={lu && `Historique\u00a0: ${lu.nom}`}
        size="lg"
      >
        {lu && <HistoriqueDe objet="acces" id={lu.id} de={lu.nom} avec="acces" />}
      </Fenetre>
      <Fenetre opened={ouvert} onClose={() => setOuvert(false)} title="Donner une clé">
        <Creation
          fini={cle => {
            setMontree(cle)
            setOuvert(false)
          }}
        />
      </Fenetre>
    </Page>
  )
}

function EtatAcces({ acces: { id, nom, revoqueLe } }: { acces: Acces }) {
  const cache = useQueryClient()
  if (revoqueLe) return <Etat ton="info">Révoquée le {dateCourte(revoqueLe)}</Etat>
  return (
    <BoutonConfirmer
      size="compact-md"
      titre={`Révoquer la clé de ${nom} ?`}
      perte="Son prochain appel sera refusé, et cette clé ne pourra plus jamais servir. Ce qu’il a déposé reste."
      action="Révoquer la clé"
      aria-label={`Révoquer la clé de ${nom}`}
      onConfirmer={async () => {
        await call<typeof revoquerAcces>('POST /acces/:accesId/revocation', { accesId: id })
        await cache.invalidateQueries({ queryKey: ['acces'] })
        notifier('Clé révoquée')
      }}
    >
      Révoquer
    </BoutonConfirmer>
  )
}

function Creation({ fini }: { fini: (cle: { nom: string; cle: string } | null) => void }) {
  const cache = useQueryClient()
  const form = useFormulaire(DemandeAcces, { id: uuidv7(), nom: '', genres: [] })
  return (
    <Formulaire
      form={form}
      bouton="Donner la clé"
      perte="La clé n’est pas encore donnée : vos choix seront perdus."
      envoyer={async demande => {
        const { cle } = await call<typeof creerAcces>('POST /acces', demande)
        await cache.invalidateQueries({ queryKey: ['acces'] })
        fini(cle ? { nom: demande.nom, cle } : null)
      }}
    >
      <TextInput
        {...form.texte('nom', 'Logiciel')}
        description="Le partenaire et son logiciel, par exemple « Plateforme d’échanges de la CAF »."
        data-autofocus
        autoComplete="off"
      />
      <MultiSelect
        {...form.choix('genres', 'Fichiers qu’il dépose')}
        description="La clé n’en dépose aucun autre : un fichier d’une autre sorte est refusé avant d’être appliqué."
        data={SORTES}
        hidePickedOptions
        clearable
      />
    </Formulaire>
  )
}
