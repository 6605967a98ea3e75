import { DirText } from "#app/ui/dir-text.tsx";

type Props = { holder: { name: string; nameLocal?: string | undefined } };

/** As it was printed, in both scripts where there are two. */
export function HolderName({ holder: { name, nameLocal } }: Props) {
  return (
    <>
      <DirText>{name}</DirText>
      {nameLocal && (
        <>
          <br />
          <DirText>{nameLocal}</DirText>
        </>
      )}
    </>
  );
}
