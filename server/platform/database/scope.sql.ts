/** Of rows with `scope`, `owner_id` and `team_id` those that `decideScoped` lets a member of staff see. */
export function seenBy(person: string, teams: string): string {
  return `((scope = 'own' AND owner_id = ${person}) OR (scope = 'team' AND team_id = ANY (${teams}::uuid[])) OR scope = 'everyone')`;
}
