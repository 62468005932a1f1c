import type { Command } from 'commander'
import { rendre } from '../socle/commande.ts'

type Ou = {
  programme: Command
  /** The groups of what is done with keys, and with territories. */
  cles: Command
  territoire: Command
  commande: (parent: Command, nom: string, description: string) => Command
  /** Refuses a base that others closed with keys that aren't those given. */
  verifierCles: (url: string) => Promise<void>
}

/** The commands by which a territory is kept, put back, and taken away. */
export function commandesDeSauvegarde({ programme, cles, territoire, commande, verifierCles }: Ou): void {
  commande(
    cles,
    'sauvegarde',
    'fait les deux clés des sauvegardes (format age) : la secrète, qui les ouvre, dans un fichier ; la publique, qui les ferme, affichée',
  )
    .argument('<fichier>', 'fichier de la clé secrète, à garder ailleurs que sur ce serveur')
    .action(async fichier => {
      const { nouvelleCle } = await import('./en-ligne.ts')
      process.stdout.write(`${await nouvelleCle(fichier)}\n`)
    })

  commande(programme, 'sauvegarder', 'écrit dans un fichier tout ce qu’est un territoire, pendant que le serveur sert')
    .requiredOption('--territoire <code>', 'code du territoire')
    .requiredOption('--vers <fichier>', 'fichier à écrire, qui n’existe pas encore')
    .option(
      '--pour <clé publique>',
      'chiffre la sauvegarde pour qui a la clé secrète de celle-ci (elle commence par age1 ; voyez « cles sauvegarde ») ; à répéter pour plusieurs. Sans elle, le fichier n’est pas chiffré',
      (pour: string, autres: string[]) => [...autres, pour],
      [],
    )
    .option('--json', 'un document JSON sur la sortie')
    .action(async ({ json, ...options }) => {
      const { direSauvegarde, sauvegarderEnLigne } = await import('./en-ligne.ts')
      const fait = await sauvegarderEnLigne(options)
      rendre(json, fait, () => direSauvegarde(fait))
    })

  commande(programme, 'restaurer', 'remet dans cette base le territoire d’une sauvegarde, entier ou pas du tout')
    .argument('<fichier>', 'le fichier qu’a écrit « filrouge sauvegarder »')
    .option('--cle <fichier>', 'fichier de la clé secrète, si la sauvegarde est chiffrée')
    .option('--json', 'un document JSON sur la sortie')
    .action(async (fichier, { cle, json }) => {
      const { direRestauration, restaurerEnLigne } = await import('./en-ligne.ts')
      const fait = await restaurerEnLigne(fichier, cle, verifierCles)
      rendre(json, fait, () => direRestauration(fait))
    })

  commande(territoire, 'effacer', 'efface un territoire pour toujours\u00a0: seule une sauvegarde le rend')
    .requiredOption('--code <code>', 'code du territoire')
    .requiredOption('--nom <nom>', 'son nom, pour être sûr que c’est lui')
    .option('--json', 'un document JSON sur la sortie')
    .action(async ({ json, ...options }) => {
      const { direEffacement, effacerEnLigne } = await import('./en-ligne.ts')
      const fait = await effacerEnLigne(options)
      rendre(json, fait, () => direEffacement(fait))
    })
}
