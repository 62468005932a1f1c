import type { Command } from 'commander'
import { avecBase, ecrire, rendre } from '../../socle/commande.ts'
import { NOMS_ROLES } from '../roles.ts'

/** `agent …` of the command line: who enters first, and who can't any more. `ouvrir`: with the keys that the base knows. */
export function commandesDAgents(
  commande: (parent: Command, nom: string, description: string) => Command,
  agents: Command,
  ouvrir: Parameters<typeof avecBase>[0],
): void {
  commande(
    agents,
    'retirer-facteurs',
    'retire la connexion forte de qui a tout perdu et travaille dans plusieurs territoires, une fois sûr que c’est lui',
  )
    .requiredOption('--courriel <adresse>', 'adresse électronique du compte')
    .option('--json', 'un document JSON sur la sortie')
    .action(async ({ courriel, json }) => {
      const { retirerFacteursEnLigne } = await import('../double-facteur/retirer-facteurs-en-ligne.ts')
      const now = Temporal.Now.instant().toString()
      const territoires = await avecBase(ouvrir, base => retirerFacteursEnLigne(base, courriel, now))
      rendre(
        json,
        { territoires },
        () =>
          `Connexion forte retirée : le mot de passe suffit. Son titulaire l’apprend ici : ${territoires.join(', ')}.`,
      )
    })

  commande(agents, 'creer', 'crée un agent et son accès')
    .requiredOption('--territoire <code>', 'code du territoire')
    .requiredOption('--courriel <adresse>', 'adresse électronique de l’agent')
    .requiredOption('--role <role>', `un de : ${NOMS_ROLES.join(', ')}`)
    .option('--nom <nom>', 'nom de famille')
    .option('--prenom <prenom>', 'prénom')
    .option('--structure <nom>', 'structure (créée « à compléter » si elle est inconnue)')
    .option('--mot-de-passe <mot>', 'mot de passe ; sans lui, un mot de passe provisoire est affiché')
    .option('--json', 'un document JSON sur la sortie')
    .action(async options => {
      const { creerAgentEnLigne } = await import('../agent-en-ligne.ts')
      const agent = await ecrire(ouvrir, options.territoire, ctx => creerAgentEnLigne(ctx, options))
      rendre(
        options.json,
        agent,
        () =>
          `Agent ${agent.courriel} créé.${agent.lien ? ` Lien à lui remettre, qui sert une fois, pour choisir son mot de passe :\n${agent.lien}` : ''}`,
      )
    })
}
