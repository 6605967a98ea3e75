/** What stands where an account must have a name, once its person had theirs erased. */
export const erasedName = (personId: string): string => `erased-${personId.slice(-12)}`;

export const accountIsErased = ({ id, name }: { id: string; name: string }): boolean =>
  name === erasedName(id);
