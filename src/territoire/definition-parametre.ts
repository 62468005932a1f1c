/** A number the rules use: its default, where it comes from, and what it means for the agents. */
export type DefinitionParametre = {
  libelle: string
  aide: string
  unite: string
  defaut: number
  min: number
  max: number
  source: string
}

/** A rule chosen among several, each said in a plain sentence. A territory may choose another from a date of effect on. */
export type DefinitionChoix = {
  libelle: string
  aide: string
  defaut: string
  source: string
  options: readonly { valeur: string; libelle: string; phrase: string; source: string }[]
}
