import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { chargesEquipes } from '../../accompagnement/charges-equipes.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { montreDe, useVu } from '../../socle/ui/saisie/vu.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { creerEquipe } from '../equipes/creer-equipe.ts'
import { DescriptionEquipe } from '../equipes/equipe.ts'
import type { fermerEquipe } from '../equipes/fermer-equipe.ts'
import type { lieux } from '../equipes/lieux.ts'
import type { modifierEquipe } from '../equipes/modifier-equipe.ts'
import { direSuivis } from '../suivis.ts'

export type Antenne = Output<typeof lieux>['antennes'][number]
type Equipe = { id: string; nom: string; antenneId: string | null }
type ChargeEquipe = Output<typeof chargesEquipes>['equipes'][number]

type Props = { structureId: string; equipes: Equipe[]; antennes: Antenne[] }

/** The teams of a structure: who leads each, what it carries against the caps of its référents; add, change, close. */
export function EquipesStructure({ structureId, equipes, antennes }: Props) {
  const [saisie, setSaisie] = useState<{ equipe: Equipe | null } | null>(null)
  // As it is now: somebody may change it while it is open.
  const enCours = equipes.find(e => e.id === saisie?.equipe?.id) ?? saisie?.equipe ?? null
  const requete = useQuery({
    queryKey: ['structures', structureId, 'charges'],
    queryFn: () => call<typeof chargesEquipes>('GET /structures/:structureId/charges', { structureId }),
  })
  return (
    <Fiche
      titre="Équipes"
      actions={
        <Button variant="default" onClick={() => setSaisie({ equipe: null })}>
          Ajouter une équipe
        </Button>
      }
    >
      <Charge requete={requete} attente="liste">
        {donnees => (
          <Liste
            titre="Équipes de la structure"
            lignes={equipes.length > 0 ? donnees.equipes : []}
            cle={e => e.equipeId ?? 'sans'}
            colonnes={[
              { cle: 'nom', titre: 'Équipe', cellule: e => e.equipe ?? 'Sans équipe' },
              { cle: 'antenne', titre: 'Antenne', cellule: e => e.antenne ?? '' },
              { cle: 'responsable', titre: 'Responsable', cellule: responsables },
              { cle: 'referents', titre: 'Référents', nombre: true, cellule: e => e.referents },
              {
                cle: 'suivis',
                titre: 'Personnes suivies',
                nombre: true,
                cellule: e => direSuivis(e, e.plafond),
              },
              {
                cle: 'actes',
                titre: 'Changer',
                cellule: e => <Actes equipe={equipes.find(x => x.id === e.equipeId)} changer={setSaisie} />,
              },
            ]}
            vide={
              <Vide titre="Aucune équipe">
                Les responsables de la structure y voient tous les référents et toutes les personnes suivies.
              </Vide>
            }
          />
        )}
      </Charge>
      <Fenetre
        opened={saisie !== null}
        onClose={() => setSaisie(null)}
        title={saisie?.equipe ? `Modifier « ${saisie.equipe.nom} »` : 'Ajouter une équipe'}
      >
        {saisie && <SaisieEquipe {...{ structureId, antennes }} equipe={enCours} fermer={() => setSaisie(null)} />}
      </Fenetre>
    </Fiche>
  )
}

function responsables(equipe: ChargeEquipe) {
  if (equipe.responsables.length) return equipe.responsables.join(', ')
  // Whoever leads the whole structure leads those without a team.
  return <Etat ton="soon">{equipe.equipeId ? 'À compléter : personne ne la mène' : 'Personne ne les mène'}</Etat>
}

function Actes({ equipe, changer }: { equipe: Equipe | undefined; changer: (saisie: { equipe: Equipe }) => void }) {
  const cache = useQueryClient()
  if (!equipe) return null
  return (
    <Group gap="xs">
      <Button variant="default" aria-label={`Modifier ${equipe.nom}`} onClick={() => changer({ equipe })}>
        Modifier
      </Button>
      <BoutonConfirmer
        titre={`Fermer « ${equipe.nom} » ?`}
        perte="Ses référents et son responsable doivent d’abord changer d’équipe. Son histoire reste lisible."
        action="Fermer l’équipe"
        onConfirmer={async () => {
          await call<typeof fermerEquipe>('POST /equipes/:equipeId/fermeture', { equipeId: equipe.id })
          await cache.invalidateQueries()
          notifier('Équipe fermée')
        }}
      >
        Fermer
      </BoutonConfirmer>
    </Group>
  )
}

function SaisieEquipe(props: { structureId: string; equipe: Equipe | null; antennes: Antenne[]; fermer: () => void }) {
  const { structureId, equipe, antennes, fermer } = props
  const cache = useQueryClient()
  const [id] = useState(() => equipe?.id ?? uuidv7())
  const form = useFormulaire(DescriptionEquipe, { nom: equipe?.nom ?? '', antenneId: equipe?.antenneId ?? null })
  const avecVu = useVu(equipe ? montreDe(DescriptionEquipe, equipe) : undefined, form)
  return (
    <Formulaire
      form={form}
      bouton={equipe ? 'Enregistrer' : 'Ajouter l’équipe'}
      perte={equipe ? 'Les changements de l’équipe seront perdus.' : 'L’équipe n’est pas encore ajoutée.'}
      envoyer={async decrite => {
        if (equipe)
          await avecVu(vu => call<typeof modifierEquipe>('PUT /equipes/:equipeId', { equipeId: id, ...decrite, vu }))
        else await call<typeof creerEquipe>('POST /structures/:structureId/equipes', { id, structureId, ...decrite })
        await cache.invalidateQueries()
        fermer()
        notifier(equipe ? 'Équipe enregistrée' : 'Équipe ajoutée')
      }}
    >
      <TextInput {...form.texte('nom', 'Nom de l’équipe')} />
      {antennes.length > 0 && (
        <Select
          {...form.choix('antenneId', 'Antenne', { dire: id => antennes.find(a => a.id === id)?.nom })}
          description="Là où l’équipe reçoit. Laissez vide si elle n’est dans aucune."
          clearable
          data={antennes.map(a => ({ value: a.id, label: a.nom }))}
        />
      )}
    </Formulaire>
  )
}
