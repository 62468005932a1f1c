import { Alert, Checkbox, Group, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { direPlaces } from '../../accompagnement/places/places.ts'
import type { structures } from '../../accompagnement/places/structures.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateLongue, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { majuscule } from '../../socle/ui/phrases.ts'
import { ChampNombre } from '../../socle/ui/saisie/ChampNombre.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import { montreDe, useVu } from '../../socle/ui/saisie/vu.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ChoixCommunes } from '../../territoire/pages/ChoixCommunes.tsx'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import { useDireCommunes } from '../../territoire/pages/useDecoupage.ts'
import type { creerStructure } from '../creer-structure.ts'
import { DOMINANTES, NOMS_DOMINANTES } from '../dominante.ts'
import type { lieux } from '../equipes/lieux.ts'
import type { fermerStructure } from '../fermer-structure.ts'
import type { modifierStructure } from '../modifier-structure.ts'
import { ceQuiOccupe, DescriptionStructure, ORGANISMES, PUBLICS_STRUCTURE } from '../structure.ts'
import { direSuivies, enVeille } from '../suivis.ts'
import { AntennesStructure } from './AntennesStructure.tsx'
import { ChoixAcces, direAcces } from './ChoixAcces.tsx'
import { EquipesStructure } from './EquipesStructure.tsx'

type Structure = Output<typeof structures>['structures'][number]
const LISTE = '/parametres/structures'
const ARIANE = [{ libelle: 'Structures', vers: LISTE }]

/** A structure to create. */
export function NouvelleStructurePage() {
  return (
    <Page titre="Créer une structure" ariane={ARIANE}>
      <Fiche titre="La structure">
        <Description structure={null} />
      </Fiche>
    </Page>
  )
}

/** A structure to complete, correct or close. */
export function StructurePage() {
  const { structureId = '' } = useParams({ strict: false }) as { structureId?: string }
  const requete = useQuery({
    queryKey: ['structures'],
    queryFn: () => call<typeof structures>('GET /structures', {}),
  })
  const structure = requete.data?.structures.find(s => s.id === structureId)
  return (
    <Page
      titre={structure?.nom ?? 'Structure'}
      ariane={ARIANE}
      phrase={
        structure &&
        `${direSuivies(structure.suivis)}${enVeille(structure.veille)}. ${majuscule(direPlaces(structure))}. ${pluriel(structure.agents, 'agent')}.`
      }
      actions={structure && !structure.fermeeLe && <Fermeture structure={structure} />}
    >
      <Charge requete={requete} attente="fiche">
        {() =>
          structure ? (
            <>
              {structure.fermeeLe && <Alert color="blue">Structure fermée le {dateLongue(structure.fermeeLe)}.</Alert>}
              {!structure.fermeeLe && structure.manques.length > 0 && (
                <Alert color="yellow" title="À compléter">
                  Il manque : {structure.manques.join(', ')}.
                </Alert>
              )}
              {!structure.fermeeLe && (
                <Fiche titre="La structure">
                  <Description key={structure.id} structure={structure} />
                </Fiche>
              )}
              {!structure.fermeeLe && <Lieux structureId={structure.id} />}
              <Fiche titre="Historique">
                <HistoriqueDe objet="structure" id={structure.id} de={structure.nom} avec="structures" />
              </Fiche>
            </>
          ) : (
            <Vide
              titre="Cette structure n’est pas dans ce territoire"
              action={<LienBouton vers="/parametres/structures">Chercher une structure</LienBouton>}
            />
          )
        }
      </Charge>
    </Page>
  )
}

/** Where the structure receives, and its teams. */
function Lieux({ structureId }: { structureId: string }) {
  const requete = useQuery({
    queryKey: ['structures', structureId, 'lieux'],
    queryFn: () => call<typeof lieux>('GET /structures/:structureId/lieux', { structureId }),
  })
  return (
    <Charge requete={requete} attente="liste">
      {({ antennes, equipes }) => (
        <>
          <EquipesStructure structureId={structureId} equipes={equipes} antennes={antennes} />
          <AntennesStructure structureId={structureId} antennes={antennes} />
        </>
      )}
    </Charge>
  )
}

function Fermeture({ structure }: { structure: Structure }) {
  const cache = useQueryClient()
  return (
    <BoutonConfirmer
      titre={`Fermer « ${structure.nom} » ?`}
      perte="On n’y orientera plus personne. Son histoire reste lisible."
      obstacle={ceQuiOccupe(structure)}
      action="Fermer la structure"
      onConfirmer={async () => {
        await call<typeof fermerStructure>('POST /structures/:structureId/fermeture', { structureId: structure.id })
        await cache.invalidateQueries()
        notifier('Structure fermée')
      }}
    >
      Fermer la structure
    </BoutonConfirmer>
  )
}

function Description({ structure }: { structure: Structure | null }) {
  const cache = useQueryClient()
  const naviguer = useNavigate()
  const [id] = useState(() => structure?.id ?? uuidv7())
  const form = useFormulaire(DescriptionStructure, {
    nom: structure?.nom ?? '',
    organisme: structure?.organisme ?? null,
    dominantes: structure?.dominantes ?? [],
    publics: structure?.publics ?? [],
    communes: structure?.communes ?? null,
    adresse: structure?.adresse ?? '',
    telephone: structure?.telephone ?? '',
    courriel: structure?.courriel ?? '',
    capacite: structure?.capacite ?? null,
    accesSansMarche: structure?.accesSansMarche ?? null,
  })
  const avecVu = useVu(structure ? montreDe(DescriptionStructure, structure) : undefined, form)
  const direCommunes = useDireCommunes()
  return (
    <Formulaire
      form={form}
      bouton={structure ? 'Enregistrer' : 'Créer la structure'}
      perte={
        structure
          ? 'Les changements de la structure seront perdus.'
          : 'La structure n’est pas encore créée : ce que vous avez écrit d’elle sera perdu.'
      }
      envoyer={async decrite => {
        if (structure)
          await avecVu(vu =>
            call<typeof modifierStructure>('PUT /structures/:structureId', { structureId: id, ...decrite, vu }),
          )
        else await call<typeof creerStructure>('POST /structures', { id, ...decrite })
        await cache.invalidateQueries()
        notifier(structure ? 'Structure enregistrée' : 'Structure créée')
        await naviguer({ to: LISTE })
      }}
    >
      <TextInput {...form.texte('nom', 'Nom')} />
      <Select
        {...form.choix('organisme', 'Organisme', { dire: o => o && ORGANISMES[o] })}
        data={enOptions(ORGANISMES)}
      />
      <Checkbox.Group
        {...form.choix('dominantes', 'Parcours accompagnés', { dire: ds => ds.map(d => DOMINANTES[d]).join(', ') })}
      >
        <Group mt="xs">
          {NOMS_DOMINANTES.map(d => (
            <Checkbox key={d} value={d} label={DOMINANTES[d]} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox.Group
        {...form.choix('publics', 'Publics particuliers', { dire: ps => ps.map(p => PUBLICS_STRUCTURE[p]).join(', ') })}
        description="Laissez vide pour une structure ouverte à tous."
      >
        <Group mt="xs">
          {Object.entries(PUBLICS_STRUCTURE).map(([valeur, libelle]) => (
            <Checkbox key={valeur} value={valeur} label={libelle} />
          ))}
        </Group>
      </Checkbox.Group>
      <ChoixCommunes {...form.choix('communes', 'Communes servies', { dire: direCommunes })} />
      <TextInput {...form.texte('adresse', 'Adresse')} description="Telle qu’elle figure sur les courriers." />
      <ChoixAcces {...form.choix('accesSansMarche', 'Accès sans marche', { dire: direAcces })} />
      <TextInput {...form.texte('telephone', 'Téléphone')} type="tel" />
      <TextInput {...form.texte('courriel', 'Adresse électronique')} type="email" />
      <ChampNombre
        {...form.choix('capacite', 'Capacité (personnes)')}
        description="Vide : la place se compte chez ses référents, à leurs plafonds."
      />
    </Formulaire>
  )
}
