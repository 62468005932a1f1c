import { NOMS_ROLES } from '../agent/roles.ts'
import { horsProduit, type Source } from './sources.ts'

const TABLE = 'src/agent/roles.ts'
/** Accounts of the demo are people of each role. */
const permis = ({ chemin }: Source) => chemin === TABLE || chemin === 'src/agent/demo.ts' || horsProduit(chemin)

/** Words that mean something else too: they only name a role beside the word. */
const AUSSI_AUTRE_CHOSE: readonly string[] = ['referent', 'accueil']
const DE_ROLE = /\broles?\w*\b|\bROLES?\b|habilitation/i

/** Rule 12 of the house (architecture §5): one sentence per role named outside the table of roles. */
export function rolesNommes(sources: readonly Source[]): string[] {
  return sources
    .filter(s => !permis(s))
    .flatMap(({ chemin, texte }) =>
      texte
        .split('\n')
        .flatMap((ligne, i) =>
          NOMS_ROLES.filter(
            role => ligne.includes(`'${role}'`) && (!AUSSI_AUTRE_CHOSE.includes(role) || DE_ROLE.test(ligne)),
          ).map(role => `${chemin}:${i + 1} nomme le rôle ${role} : demandez une permission ou un trait de ${TABLE}`),
        ),
    )
}
