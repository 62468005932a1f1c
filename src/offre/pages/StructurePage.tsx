import { Alert, Checkbox, Group, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateLongue, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ChoixCommunes } from '../../territoire/pages/ChoixCommunes.tsx'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import type { creerStructure } from '../creer-structure.ts'
import { DOMINANTES, type Dominante, NOMS_DOMINANTES } from '../dominante.ts'
import type { lieux } from '../equipes/lieux.ts'
import type { fermerStructure } from '../fermer-structure.ts'
import type { modifierStructure } from '../modifier-structure.ts'
import { ceQuiOccupe, type DescriptionStructure, ORGANISMES, type Organisme, PUBLICS_STRUCTURE } from '../structure.ts'
import type { structures } from '../structures.ts'
import { AntennesStructure } from './AntennesStructure.tsx'
import { EquipesStructure } from './EquipesStructure.tsx'
import { enVeille } from './suivis.ts'

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
        `${pluriel(structure.suivis, 'personne suivie', 'personnes suivies')}${enVeille(structure.veille)}. ${pluriel(structure.agents, 'agent')}.`
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
  const form = useForm({
    initialValues: {
      id: structure?.id ?? uuidv7(),
      nom: structure?.nom ?? '',
      organisme: (structure?.organisme ?? null) as Organisme | null,
      dominantes: (structure?.dominantes ?? []) as string[],
      publics: (structure?.publics ?? []) as string[],
      communes: structure?.communes ?? null,
      adresse: structure?.adresse ?? '',
      telephone: structure?.telephone ?? '',
      courriel: structure?.courriel ?? '',
      capacite: (structure?.capacite ?? '') as number | string,
    },
    validate: {
      nom: v => (v.trim() ? null : 'Écrivez le nom de la structure.'),
      organisme: v => (v ? null : 'Choisissez l’organisme.'),
      dominantes: v => (v.length ? null : 'Choisissez au moins un parcours que la structure accompagne.'),
      communes: v => (v?.length === 0 ? 'Choisissez au moins une commune, ou tout le territoire.' : null),
    },
  })
  const envoyer = async ({ id, ...v }: typeof form.values) => {
    const description = {
      ...v,
      organisme: v.organisme ?? 'delegataire',
      dominantes: v.dominantes as Dominante[],
      publics: v.publics as DescriptionStructure['publics'],
      capacite: v.capacite === '' ? null : Number(v.capacite),
    }
    if (structure) {
      await call<typeof modifierStructure>('PUT /structures/:structureId', { structureId: id, ...description })
    } else await call<typeof creerStructure>('POST /structures', { id, ...description })
    await cache.invalidateQueries()
    notifier(structure ? 'Structure enregistrée' : 'Structure créée')
    naviguer({ to: LISTE })
  }
  return (
    <Formulaire
      form={form}
      libelles={LIBELLES}
      envoyer={envoyer}
      bouton={structure ? 'Enregistrer' : 'Créer la structure'}
    >
      <TextInput label={LIBELLES.nom} required {...champ(form, 'nom')} />
      <Select
        label={LIBELLES.organisme}
        required
        data={Object.entries(ORGANISMES).map(([value, label]) => ({ value, label }))}
        {...champ(form, 'organisme')}
      />
      <Checkbox.Group label={LIBELLES.dominantes} withAsterisk {...champ(form, 'dominantes')}>
        <Group mt="xs">
          {NOMS_DOMINANTES.map(d => (
            <Checkbox key={d} value={d} label={DOMINANTES[d]} />
          ))}
        </Group>
      </Checkbox.Group>
      <Checkbox.Group
        label={LIBELLES.publics}
        description="Laissez vide pour une structure ouverte à tous."
        {...champ(form, 'publics')}
      >
        <Group mt="xs">
          {Object.entries(PUBLICS_STRUCTURE).map(([valeur, libelle]) => (
            <Checkbox key={valeur} value={valeur} label={libelle} />
          ))}
        </Group>
      </Checkbox.Group>
      <ChoixCommunes
        label="Communes servies"
        value={form.values.communes}
        onChange={communes => form.setFieldValue('communes', communes)}
        error={form.errors.communes}
        id="champ-communes"
      />
      <TextInput
        label={LIBELLES.adresse}
        description="Telle qu’elle figure sur les courriers."
        {...champ(form, 'adresse')}
      />
      <TextInput label={LIBELLES.telephone} type="tel" {...champ(form, 'telephone')} />
      <TextInput label={LIBELLES.courriel} type="email" {...champ(form, 'courriel')} />
      <NumberInput
        label={LIBELLES.capacite}
        description="Laissez vide si elle n’est pas limitée."
        min={0}
        allowDecimal={false}
        hideControls
        {...champ(form, 'capacite')}
      />
    </Formulaire>
  )
}

const LIBELLES = {
  nom: 'Nom',
  organisme: 'Organisme',
  dominantes: 'Parcours accompagnés',
  publics: 'Publics particuliers',
  communes: 'Communes servies',
  adresse: 'Adresse',
  telephone: 'Téléphone',
  courriel: 'Adresse électronique',
  capacite: 'Capacité (personnes)',
}
