import { assurerStructure } from '../offre/structure-a-completer.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { DemandeAgent } from './agent.ts'
import { creerAgent } from './creer-agent.ts'
import { NOMS_ROLES, ROLES, Role } from './roles.ts'

type Options = {
  courriel: string
  role: string
  nom?: string
  prenom?: string
  structure?: string
  motDePasse?: string
}

/** `agent creer` of the command line: the names are guessed from the address when not given. Refuses as the screen does. */
export async function creerAgentEnLigne(
  ctx: Context,
  options: Options,
): Promise<{ id: string; courriel: string; motDePasse: string | null }> {
  const lu = Role.safeParse(options.role)
  if (!lu.success)
    throw new Refusal(
      'invalid',
      'role-inconnu',
      `« ${options.role} » n’est pas un rôle. Choisissez : ${NOMS_ROLES.join(', ')}.`,
    )
  const role = lu.data
  if (ROLES[role].structure && !options.structure)
    throw new Refusal(
      'invalid',
      'structure-requise',
      `Le rôle « ${ROLES[role].libelle} » s’exerce dans une structure : ajoutez --structure « … ».`,
    )
  const [prenom = '', nom = ''] = (options.courriel.split('@')[0] ?? '').split('.')
  const structureId = options.structure ? await assurerStructure(ctx, options.structure, 'emploi') : null
  const demande = DemandeAgent.safeParse({
    id: uuidv7(),
    courriel: options.courriel,
    nom: options.nom ?? (nom || prenom).toUpperCase(),
    prenom: options.prenom ?? (prenom || '—'),
    habilitations: [{ id: uuidv7(), role, structureId }],
    motDePasse: options.motDePasse,
  })
  if (!demande.success)
    throw new Refusal('invalid', 'agent-invalide', demande.error.issues.map(i => i.message).join(' '))
  const { id, motDePasse } = await creerAgent(ctx, demande.data)
  return { id, courriel: demande.data.courriel, motDePasse }
}
