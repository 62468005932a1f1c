/** What is used of a library that says no types. */
declare module '@socialgouv/jours-feries' {
  /** Name of each public holiday, with its midnight in this machine's zone. */
  function joursFeries(annee: number, options?: { alsace: boolean }): Record<string, Date>
  export = joursFeries
}
