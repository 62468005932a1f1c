import { COMPTES_DEMO } from '../agent/demo.ts'
import type { DemandeHabilitation } from '../agent/habilitation.ts'
import { ROLES, type Role } from '../agent/roles.ts'
import { creerStructure } from '../offre/creer-structure.ts'
import { DescriptionStructure } from '../offre/structure.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { engager, ouvrirLesEquipes } from './equipes-maison.ts'
import { collegue, STRUCTURES } from './structures.ts'

export type Equipe = {
  /** Chargés d'orientation, the demo account first. */
  orientation: Acteur[]
  /** The demo accounts, by their role. */
  comptes: ReadonlyMap<Role, Acteur>
  /** A chargée d'orientation of some communes only. */
  deSecteur: Acteur
  /** E-mail of the référents of each structure, by its key; the demo account is the first of its own. */
  referents: Map<string, string[]>
  /** The other référents of the team of the demo accounts. */
  collegues: Acteur[]
  structures: Map<string, { id: string; nom: string }>
}

/** Where the demo accounts that need a structure work. */
const MAISON = 'ms'
const AUTRES_CHARGES = 3
/** The number of the colleague who works for Fuseau and Bobine-le-Château: nobody else has it. */
const DE_SECTEUR = 300

type Collegue = ReturnType<typeof collegue>
type Place = Pick<DemandeHabilitation, 'structureId' | 'equipeId' | 'secteur'>

/** Creates the structures and their agents as an administrator would. Only the demo accounts have a password somebody knows. */
export async function creerEquipe(ctx: Context): Promise<Equipe> {
  const structures = new Map<string, { id: string; nom: string }>()
  for (const { cle, referents: _, ...description } of STRUCTURES) {
    const { id } = await creerStructure(ctx, { id: uuidv7(), ...DescriptionStructure.parse(description) })
    structures.set(cle, { id, nom: description.nom })
  }
  const maison = structures.get(MAISON)?.id ?? null
  const equipes = maison ? await ouvrirLesEquipes(ctx, maison) : []
  const entrer = async (
    qui: Collegue & { motDePasse?: string },
    telephone: string | null,
    role: Role,
    place?: Partial<Place>,
  ) => {
    const tenu = { id: uuidv7(), role, plafond: null, structureId: null, equipeId: null, secteur: null, ...place }
    const { motDePasse = null, ...identite } = qui
    const id = await engager(ctx, { id: uuidv7(), telephone, ...identite, habilitations: [tenu] }, motDePasse)
    const { structureId, equipeId, secteur } = tenu
    return { genre: 'agent' as const, id, nom: `${qui.prenom} ${qui.nom}`, role, structureId, equipeId, secteur }
  }
  const comptes = new Map<Role, Acteur>()
  for (const { qui: _, role, ...compte } of COMPTES_DEMO) {
    const structureId = ROLES[role].structure ? maison : null
    const equipeId = (structureId && equipes[0]) || null
    comptes.set(role, await entrer(compte, '01 99 00 20 01', role, { structureId, equipeId }))
  }
  const orientation = [comptes.get('charge-orientation')].filter(a => a !== undefined)
  let n = 0
  for (; n < AUTRES_CHARGES; n++) orientation.push(await entrer(collegue(n), null, 'charge-orientation'))
  const referents = new Map<string, string[]>()
  const collegues: Acteur[] = []
  const compteReferent = COMPTES_DEMO.find(c => c.role === 'referent')
  if (compteReferent) referents.set(MAISON, [compteReferent.courriel])
  for (const { cle, referents: nombre } of STRUCTURES) {
    const liste = referents.get(cle) ?? []
    for (; liste.length < nombre; n++) {
      const qui = collegue(n)
      const structureId = structures.get(cle)?.id ?? null
      const equipeId = cle === MAISON ? (equipes[liste.length % equipes.length] ?? null) : null
      const engage = await entrer(qui, '01 99 00 20 02', 'referent', { structureId, equipeId })
      if (equipeId && equipeId === equipes[0]) collegues.push(engage)
      liste.push(qui.courriel)
    }
    referents.set(cle, liste)
  }
  const deSecteur = await entrer(collegue(DE_SECTEUR), null, 'charge-orientation', {
    secteur: ['99002', '99003'],
  })
  return { orientation, comptes, deSecteur, referents, collegues, structures }
}
