import { Text } from '@mantine/core'
import { POIDS, type Proposition } from '../../diagnostic/proposition/moteur.ts'
import { DOMINANTES_DANS_UNE_PHRASE } from '../../offre/dominante.ts'
import classes from './Orienter.module.css'

/** The proposal as a sentence, the rule that decided, what weighs and what doesn't, what would change it (rule O3). */
export function PropositionExpliquee({ proposition }: { proposition: Proposition }) {
  const { dominante, regle, criteres, ceQuiChangerait, manquants, referentiel } = proposition
  const pesent = criteres.filter(c => c.poids > 0)
  const favorables = criteres.filter(c => c.poids === 0)
  const versEmploi = ceQuiChangerait.filter(c => c.versEmploi)
  const autres = ceQuiChangerait.filter(c => !c.versEmploi)
  return (
    <div className={classes.proposition}>
      <Text component="p" m={0} fz="lg" fw={600}>
        {dominante
          ? `Le référentiel propose ${DOMINANTES_DANS_UNE_PHRASE[dominante]}.`
          : 'Le référentiel ne propose rien pour l’instant.'}
      </Text>
      <Text component="p" m={0}>
        {regle.phrase}
      </Text>
      {manquants.length > 0 && <Liste titre="Il manque" phrases={manquants} />}
      {pesent.length > 0 && (
        <>
          <h3 className={classes.sousTitre}>Ce qui pèse</h3>
          <ul className={classes.raisons}>
            {pesent.map(c => (
              <li key={c.critere}>
                <strong>{c.libelle}</strong> : {c.valeur}
                <span className={classes.discret}>
                  {c.pousseVers ? `vers ${DOMINANTES_DANS_UNE_PHRASE[c.pousseVers]}, ` : ''}
                  {POIDS[c.poids]} · {c.source}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {versEmploi.length > 0 && (
        <Liste titre="Ce qui rapprocherait de l’emploi" phrases={versEmploi.map(c => c.phrase)} />
      )}
      {dominante && versEmploi.length === 0 && dominante !== 'emploi' && (
        <Text component="p" m={0} c="dimmed">
          Aucune réponse changée seule ne rapprocherait de l’emploi.
        </Text>
      )}
      {favorables.length > 0 && (
        <details className={classes.details}>
          <summary>Ce qui ne fait pas obstacle ({favorables.length})</summary>
          <ul>
            {favorables.map(c => (
              <li key={c.critere}>
                {c.libelle} : {c.valeur}
              </li>
            ))}
          </ul>
        </details>
      )}
      {autres.length > 0 && (
        <details className={classes.details}>
          <summary>Ce qui éloignerait de la proposition ({autres.length})</summary>
          <ul>
            {autres.map(c => (
              <li key={`${c.critere} ${c.alors}`}>{c.phrase}</li>
            ))}
          </ul>
        </details>
      )}
      <Text component="p" m={0} size="xs" c="dimmed">
        {referentiel.source}, version {referentiel.version}. Le calcul propose, vous décidez.
      </Text>
    </div>
  )
}

function Liste({ titre, phrases }: { titre: string; phrases: string[] }) {
  return (
    <>
      <h3 className={classes.sousTitre}>{titre}</h3>
      <ul className={classes.raisons}>
        {phrases.map(phrase => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
    </>
  )
}
