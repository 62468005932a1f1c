import { adressePublique } from '../../socle/mail/adresse-publique.ts'
import { Refusal } from '../../socle/refusal.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import { comptesOuverts } from './compte.queries.ts'
import { faireLien } from './donner-lien.ts'

/** Where nothing says the address. */
const ICI = 'http://127.0.0.1:'

export type LienEnMain = { id: string; courriel: string; lien: string; expireLe: string }

/**
 * Where a path of this server opens: as `--adresse` gives it, else FILROUGE_ADRESSE, else the port that `filrouge demarrer` takes by
 * itself. Refuses an address that is none.
 */
export function adresseDuServeur(dite: string | undefined): string {
  if (dite === undefined) return adressePublique() ?? `${ICI}${process.env.PORT || 3000}`
  if (!URL.canParse(dite) || !/^https?:$/.test(new URL(dite).protocol))
    throw new Refusal(
      'invalid',
      'adresse-illisible',
      `«\u00a0${dite}\u00a0» n’est pas une adresse\u00a0: écrivez-la entière, par exemple «\u00a0https://filrouge.example.org\u00a0».`,
    )
  return dite.replace(/\/+$/, '')
}

type Options = { courriel: string; adresse?: string; reinitialiser?: boolean }

/**
 * `agent lien` of the command line: another link, shown to who runs the server, for an agent whose own was lost or didn't leave. Refuses
 * who isn't an agent here, or has no account to open; who has opened it, unless that is asked: it would be closed.
 */
export async function lienEnLigne(ctx: Context, options: Options): Promise<LienEnMain> {
  const adresse = adresseDuServeur(options.adresse)
  const agent = await ctx.db
    .selectFrom('agent')
    .select(['id', 'courriel', 'desactiveLe', 'aCompleter'])
    .where('courriel', '=', options.courriel.trim().toLowerCase())
    .forUpdate()
    .executeTakeFirst()
  if (!agent)
    throw new Refusal(
      'not-found',
      'agent-inconnu',
      'Aucun agent de ce territoire n’a cette adresse. Pour en créer un\u00a0: filrouge agent creer',
    )
  if (agent.desactiveLe || agent.aCompleter)
    throw new Refusal(
      'conflict',
      'sans-compte',
      'Cet agent n’a pas de compte à ouvrir. Un administrateur le lui ouvre, sur la page Agents.',
    )
  if (!options.reinitialiser && (await comptesOuverts(ctx, [agent.id])).size > 0)
    throw new Refusal(
      'conflict',
      'compte-ouvert',
      'Cet agent a déjà ouvert son compte. S’il ne peut plus y entrer, ajoutez --reinitialiser\u00a0: ses sessions se fermeront, et il choisira un autre mot de passe.',
    )
  const { lien, expireLe } = await faireLien(ctx, agent, { enMain: true })
  return { id: agent.id, courriel: agent.courriel, lien: `${adresse}${lien}`, expireLe }
}

/** A link to be handed over, as the command line tells it. */
export const direLienEnMain = ({ lien, expireLe }: Pick<LienEnMain, 'lien' | 'expireLe'>, fuseau: string): string =>
  `Lien à lui remettre, à lui seul. Il sert une fois, jusqu’au ${dateEtHeure(expireLe, fuseau)}, pour choisir son mot de passe\u00a0:\n${lien}${
    lien.startsWith(ICI)
      ? '\nSi Filrouge s’ouvre à une autre adresse, donnez-la par --adresse, ou par FILROUGE_ADRESSE.'
      : ''
  }`
