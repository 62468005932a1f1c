import type { Command } from 'commander'
import { rendre } from '../../socle/commande.ts'
import type { Base } from '../../socle/db.ts'
import type { Context } from '../../socle/use-case.ts'
import { NOMS_ROLES } from '../roles.ts'

type Ou = {
  agent: Command
  commande: (parent: Command, nom: string, description: string) => Command
  avecBase: <T>(agir: (base: Base) => Promise<T>) => Promise<T>
  ecrire: <T>(territoire: string, agir: (ctx: Context) => Promise<T>) => Promise<T>
}

/** The commands by which the first agent enters, before anybody is there to make another, and by which who can't enter any more does. */
export function commandesDesAgents({ agent, commande, avecBase, ecrire }: Ou): void {
  const ouvrir = ['--adresse <url>', 'adresse où s’ouvre Filrouge, pour le lien ; sans elle, FILROUGE_ADRESSE'] as const
  commande(agent, 'creer', 'crée un agent, et affiche le lien par lequel il choisit son mot de passe')
    .requiredOption('--territoire <code>', 'code du territoire')
    .requiredOption('--courriel <adresse>', 'adresse électronique de l’agent')
    .requiredOption('--role <role>', `un de : ${NOMS_ROLES.join(', ')}`)
    .option('--nom <nom>', 'nom de famille ; sans lui, il est tiré de l’adresse')
    .option('--prenom <prenom>', 'prénom ; sans lui, il est tiré de l’adresse')
    .option(
      '--structure <nom>',
      'structure, pour les rôles qui en ont une (créée « à compléter » si elle est inconnue)',
    )
    .option(
      '--mot-de-passe <mot>',
      'mot de passe que vous choisissez pour lui, au lieu du lien ; il reste dans l’historique de ce terminal',
    )
    .option(...ouvrir)
    .option('--json', 'un document JSON sur la sortie')
    .action(async options => {
      const { creerAgentEnLigne } = await import('../agent-en-ligne.ts')
      const { direLienEnMain } = await import('./lien-en-ligne.ts')
      const { dit, ...cree } = await ecrire(options.territoire, async ctx => {
        const fait = await creerAgentEnLigne(ctx, options)
        return {
          ...fait,
          dit: fait.lien === null ? '' : ` ${direLienEnMain({ ...fait, lien: fait.lien }, ctx.fuseau)}`,
        }
      })
      rendre(options.json, cree, () => `Agent ${cree.courriel} créé.${dit}`)
    })

  commande(agent, 'lien', 'fait un autre lien pour un agent qui a perdu le sien, ou dont le courriel ne part pas')
    .requiredOption('--territoire <code>', 'code du territoire')
    .requiredOption('--courriel <adresse>', 'adresse électronique de l’agent')
    .option('--reinitialiser', 'même s’il a déjà ouvert son compte : ses sessions se ferment')
    .option(...ouvrir)
    .option('--json', 'un document JSON sur la sortie')
    .action(async options => {
      const { direLienEnMain, lienEnLigne } = await import('./lien-en-ligne.ts')
      const { fuseau, ...fait } = await ecrire(options.territoire, async ctx => ({
        ...(await lienEnLigne(ctx, options)),
        fuseau: ctx.fuseau,
      }))
      rendre(options.json, fait, () => direLienEnMain(fait, fuseau))
    })

  commande(
    agent,
    'retirer-facteurs',
    'retire la connexion forte de qui a tout perdu et travaille dans plusieurs territoires, une fois sûr que c’est lui',
  )
    .requiredOption('--courriel <adresse>', 'adresse électronique du compte')
    .option('--json', 'un document JSON sur la sortie')
    .action(async ({ courriel, json }) => {
      const { retirerFacteursEnLigne } = await import('../double-facteur/retirer-facteurs-en-ligne.ts')
      const now = Temporal.Now.instant().toString()
      const territoires = await avecBase(base => retirerFacteursEnLigne(base, courriel, now))
      rendre(
        json,
        { territoires },
        () =>
          `Connexion forte retirée : le mot de passe suffit. Son titulaire l’apprend ici : ${territoires.join(', ')}.`,
      )
    })
}
