import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { structures } from '../../accompagnement/places/structures.ts'
import type { lieux } from '../../offre/equipes/lieux.ts'
import { call } from '../../socle/api.ts'
import { ChampNombre } from '../../socle/ui/saisie/ChampNombre.tsx'
import type { Champs, Saisie } from '../../socle/ui/saisie/saisie.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ChoixCommunes } from '../../territoire/pages/ChoixCommunes.tsx'
import { useDireCommunes } from '../../territoire/pages/useDecoupage.ts'
import { type DemandeHabilitation, equipeUtile, plafondUtile } from '../habilitation.ts'
import { NOMS_ROLES, ROLES } from '../roles.ts'

type Saisies = Saisie<z.input<typeof DemandeHabilitation>>

/** A role to give, starting from one known; what is sent is always a new one, so that history keeps both. */
export function enSaisie(connu: Omit<Saisies, 'id'> | null): Saisies {
  const { role, structureId, equipeId, secteur, plafond } = connu ?? VIDE
  return { id: uuidv7(), role, structureId, equipeId, secteur, plafond }
}
const VIDE = { role: null, structureId: null, equipeId: null, secteur: null, plafond: null }

/** Role, and only what this role needs: a structure and a team of it, a sector, a cap. */
export function ChampsRole({ champs }: { champs: Champs<Saisies> }) {
  const direCommunes = useDireCommunes()
  const { data } = useQuery({
    queryKey: ['structures'],
    queryFn: () => call<typeof structures>('GET /structures', {}),
  })
  const { role, structureId } = champs.valeurs
  const { data: ici } = useQuery({
    queryKey: ['structures', structureId, 'lieux'],
    queryFn: () => call<typeof lieux>('GET /structures/:structureId/lieux', { structureId: structureId ?? '' }),
    enabled: structureId !== null,
  })
  const equipes = (structureId && ici?.equipes) || []
  return (
    <>
      <Select
        {...champs.choix('role', 'Rôle', { dire: dit => dit && ROLES[dit].libelle })}
        data={NOMS_ROLES.map(value => ({ value, label: ROLES[value].libelle }))}
        onChange={choisi => champs.poser({ role: choisi, equipeId: null, secteur: null, plafond: null })}
      />
      {role && (
        <Select
          {...champs.choix('structureId', 'Structure', {
            requis: ROLES[role].structure,
            dire: id => data?.structures.find(s => s.id === id)?.nom,
          })}
          clearable={!ROLES[role].structure}
          searchable
          nothingFoundMessage="Aucune structure de ce nom"
          data={(data?.structures ?? []).filter(s => !s.fermeeLe).map(s => ({ value: s.id, label: s.nom }))}
          onChange={choisie => champs.poser({ structureId: choisie, equipeId: null })}
        />
      )}
      {role && equipeUtile(role) && equipes.length > 0 && (
        <Select
          {...champs.choix('equipeId', 'Équipe', { dire: id => equipes.find(e => e.id === id)?.nom })}
          description={
            ROLES[role].portefeuille === 'equipe'
              ? 'L’équipe à mener. Laissez vide si c’est toute la structure.'
              : 'Laissez vide si aucune : seuls les responsables de toute la structure verront ses suivis.'
          }
          clearable
          data={equipes.map(e => ({ value: e.id, label: [e.nom, e.antenne].filter(Boolean).join(', ') }))}
        />
      )}
      {role && ROLES[role].secteur && <ChoixCommunes {...champs.choix('secteur', 'Secteur', { dire: direCommunes })} />}
      {role && plafondUtile(role) && (
        <ChampNombre
          {...champs.choix('plafond', 'Plafond de personnes suivies')}
          description="Laissez vide pour celui du territoire."
        />
      )}
    </>
  )
}
