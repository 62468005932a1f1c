import { assurerStructure } from '../offre/structure-a-completer.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { DemandeAgent } from './agent.ts'
import { ouvrirSansLien } from './compte/compte.queries.ts'
import { faireLien } from './compte/donner-lien.ts'
import { adresseDuServeur } from './compte/lien-en-ligne.ts'
import { inscrireAgent } from './creer-agent.ts'
import { NOMS_ROLES, ROLES, Role } from './roles.ts'
import { exigerBonMotDePasse } from './session/bon-mot-de-passe.ts'

type Options = {
  courriel: string
  role: string
  nom?: string
  prenom?: string
  structure?: string
  motDePasse?: string
  adresse?: string
}

/**
 * `agent creer` of the command line: the names are guessed from the address when not given. Who runs the server gets the link, or gives
 * the password; the link alone when the address has an account in another territory. Refuses as the screen does.
 */
export async function creerAgentEnLigne(
  ctx: Context,
  options: Options,
): Promise<{ id: string; courriel: string; lien: string | null; expireLe: string }> {
  const adresse = adresseDuServeur(options.adresse)
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
  })
  if (!demande.success)
    throw new Refusal('invalid', 'agent-invalide', demande.error.issues.map(i => i.message).join(' '))
  const { courriel } = demande.data
  const { motDePasse } = options
  if (motDePasse) await exigerBonMotDePasse(motDePasse, demande.data)
  const { id } = await inscrireAgent(ctx, demande.data)
  if (motDePasse) {
    await ouvrirSansLien(ctx, { id, courriel }, motDePasse)
    return { id, courriel, lien: null, expireLe: ctx.now }
  }
  const { lien, expireLe } = await faireLien(ctx, { id, courriel }, { enMain: true })
  return { id, courriel, lien: `${adresse}${lien}`, expireLe }
}
