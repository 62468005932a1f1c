import { NumberInput, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { lieux } from '../../offre/equipes/lieux.ts'
import type { structures } from '../../offre/structures.ts'
import { call } from '../../socle/api.ts'
import { champ, type FormulaireLie } from '../../socle/ui/saisie/Formulaire.tsx'
import { ChoixCommunes } from '../../territoire/pages/ChoixCommunes.tsx'
import { equipeUtile, plafondUtile } from '../habilitation.ts'
import { NOMS_ROLES, ROLES, type Role } from '../roles.ts'

export type SaisieRole = {
  role: Role | null
  structureId: string | null
  equipeId: string | null
  secteur: string[] | null
  plafond: number | string
}
export const ROLE_VIDE: SaisieRole = { role: null, structureId: null, equipeId: null, secteur: null, plafond: '' }
export const LIBELLES_ROLE = {
  role: 'Rôle',
  structureId: 'Structure',
  equipeId: 'Équipe',
  secteur: 'Secteur',
  plafond: 'Plafond',
}

export const VERIFIER_ROLE = {
  role: (v: Role | null) => (v ? null : 'Choisissez un rôle.'),
  structureId: (v: string | null, { role }: SaisieRole) =>
    role && ROLES[role].structure && !v ? 'Ce rôle s’exerce dans une structure. Choisissez-la.' : null,
  secteur: (v: string[] | null, { role }: SaisieRole) =>
    role && ROLES[role].secteur && v?.length === 0 ? 'Choisissez au moins une commune, ou tout le territoire.' : null,
}

/** What the server takes, from what was typed and verified. */
export function enHabilitation(id: string, { role, structureId, equipeId, secteur, plafond }: SaisieRole) {
  return { id, role: role as Role, structureId, equipeId, secteur, plafond: plafond === '' ? null : Number(plafond) }
}

type Props<V extends SaisieRole> = {
  form: FormulaireLie<V> & { values: V; setFieldValue: (nom: never, valeur: never) => void }
}

/** Role, and only what this role needs: a structure and a team of it, a sector, a cap. */
export function ChampsRole<V extends SaisieRole>({ form }: Props<V>) {
  const { data } = useQuery({
    queryKey: ['structures'],
    queryFn: () => call<typeof structures>('GET /structures', {}),
  })
  const { role, secteur, structureId } = form.values
  const { data: ici } = useQuery({
    queryKey: ['structures', structureId, 'lieux'],
    queryFn: () => call<typeof lieux>('GET /structures/:structureId/lieux', { structureId: structureId ?? '' }),
    enabled: structureId !== null,
  })
  const equipes = (structureId && ici?.equipes) || []
  return (
    <>
      <Select
        label={LIBELLES_ROLE.role}
        required
        data={NOMS_ROLES.map(value => ({ value, label: ROLES[value].libelle }))}
        {...champ(form, 'role' as never)}
      />
      {role && (
        <Select
          label={LIBELLES_ROLE.structureId}
          required={ROLES[role].structure}
          clearable={!ROLES[role].structure}
          searchable
          nothingFoundMessage="Aucune structure de ce nom"
          data={(data?.structures ?? []).filter(s => !s.fermeeLe).map(s => ({ value: s.id, label: s.nom }))}
          {...champ(form, 'structureId' as never)}
          onChange={choisie => {
            form.setFieldValue('structureId' as never, choisie as never)
            form.setFieldValue('equipeId' as never, null as never)
          }}
        />
      )}
      {role && equipeUtile(role) && equipes.length > 0 && (
        <Select
          label={LIBELLES_ROLE.equipeId}
          description={
            ROLES[role].portefeuille === 'equipe'
              ? 'L’équipe à mener. Laissez vide si c’est toute la structure.'
              : 'Laissez vide si aucune : seuls les responsables de toute la structure verront ses suivis.'
          }
          clearable
          data={equipes.map(e => ({ value: e.id, label: [e.nom, e.antenne].filter(Boolean).join(', ') }))}
          {...champ(form, 'equipeId' as never)}
        />
      )}
      {role && ROLES[role].secteur && (
        <ChoixCommunes
          label="Secteur"
          id="champ-secteur"
          value={secteur}
          onChange={communes => form.setFieldValue('secteur' as never, communes as never)}
          error={form.errors.secteur}
        />
      )}
      {role && plafondUtile(role) && (
        <NumberInput
          label="Plafond de personnes suivies"
          description="Laissez vide pour celui du territoire."
          min={1}
          allowDecimal={false}
          hideControls
          {...champ(form, 'plafond' as never)}
        />
      )}
    </>
  )
}
