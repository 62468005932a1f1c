import { creerAgent } from '../agent/creer-agent.ts'
import { COMPTES_DEMO } from '../agent/demo.ts'
import { ROLES, type Role } from '../agent/roles.ts'
import { creerStructure } from '../offre/creer-structure.ts'
import { DescriptionStructure } from '../offre/structure.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { ouvrirLesEquipes } from './equipes-maison.ts'
import { collegue, STRUCTURES } from './structures.ts'

export type Equipe = {
  /** Chargés d'orientation, the demo account first. */
  orientation: Acteur[]
  /** The demo référent. */
  referent: Acteur | null
  /** The demo co-intervenant. */
  coIntervenant: string | null
  /** E-mail of the référents of each structure, by its key; the demo account is the first of its own. */
  referents: Map<string, string[]>
  structures: Map<string, { id: string; nom: string }>
}

/** Where the demo accounts that need a structure work. */
const MAISON = 'ms'
const AUTRES_CHARGES = 3

/** Creates the structures and their agents as an administrator would. Only the demo accounts have a password somebody knows. */
export async function creerEquipe(ctx: Context): Promise<Equipe> {
  const structures = new Map<string, { id: string; nom: string }>()
  for (const { cle, referents: _, ...description } of STRUCTURES) {
    const { id } = await creerStructure(ctx, { id: uuidv7(), ...DescriptionStructure.parse(description) })
    structures.set(cle, { id, nom: description.nom })
  }
  const maison = structures.get(MAISON)?.id ?? null
  const equipes = maison ? await ouvrirLesEquipes(ctx, maison) : []
  const habilitation = (role: Role, structureId: string | null, equipeId: string | null = null) => ({
    id: uuidv7(),
    role,
    structureId,
    equipeId,
    secteur: null,
    plafond: null,
  })
  const orientation: Acteur[] = []
  let referent: Acteur | null = null
  let coIntervenant: string | null = null
  for (const { qui: _, role, ...compte } of COMPTES_DEMO) {
    const structureId = ROLES[role].structure ? maison : null
    const equipeId = (structureId && equipes[0]) || null
    const { id } = await creerAgent(ctx, {
      id: uuidv7(),
      telephone: '01 99 00 20 01',
      ...compte,
      habilitations: [habilitation(role, structureId, equipeId)],
    })
    if (role === 'co-intervenant') coIntervenant = id
    if (role === 'referent')
      referent = {
        genre: 'agent',
        id,
        nom: `${compte.prenom} ${compte.nom}`,
        role,
        structureId,
        equipeId,
        secteur: null,
      }
    if (role === 'charge-orientation')
      orientation.push({
        genre: 'agent',
        id,
        nom: `${compte.prenom} ${compte.nom}`,
        role,
        structureId: null,
        equipeId: null,
        secteur: null,
      })
  }
  let n = 0
  for (; n < AUTRES_CHARGES; n++) {
    const qui = collegue(n)
    const { id } = await creerAgent(ctx, {
      id: uuidv7(),
      telephone: null,
      ...qui,
      habilitations: [habilitation('charge-orientation', null)],
    })
    orientation.push({
      genre: 'agent',
      id,
      nom: `${qui.prenom} ${qui.nom}`,
      role: 'charge-orientation',
      structureId: null,
      equipeId: null,
      secteur: null,
    })
  }
  const referents = new Map<string, string[]>()
  const compteReferent = COMPTES_DEMO.find(c => c.role === 'referent')
  if (compteReferent) referents.set(MAISON, [compteReferent.courriel])
  for (const { cle, referents: nombre } of STRUCTURES) {
    const liste = referents.get(cle) ?? []
    for (; liste.length < nombre; n++) {
      const qui = collegue(n)
      const structureId = structures.get(cle)?.id ?? null
      const equipeId = cle === MAISON ? (equipes[liste.length % equipes.length] ?? null) : null
      await creerAgent(ctx, {
        id: uuidv7(),
        telephone: '01 99 00 20 02',
        ...qui,
        habilitations: [habilitation('referent', structureId, equipeId)],
      })
      liste.push(qui.courriel)
    }
    referents.set(cle, liste)
  }
  return { orientation, referent, coIntervenant, referents, structures }
}
