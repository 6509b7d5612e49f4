import type { EnduringClass } from "./enduring-class";
import type { GameProcess } from "./game-process";

/**
 * Lets all classes act and kills the server with SIGKILL after `acknowledgements` answers, or when all are done.
 * Resolves when everybody has learned of it, with the number of answers.
 */
export async function killWhileActing(
  game: GameProcess,
  classes: readonly EnduringClass[],
  acknowledgements: number,
): Promise<number> {
  let count = 0;
  let reachLimit = () => {};
  const limit = new Promise<void>((resolve) => {
    reachLimit = resolve;
  });
  const acting = Promise.all(
    classes.map((one) =>
      one.act(() => {
        count += 1;
        if (count >= acknowledgements) reachLimit();
      }),
    ),
  );
  await Promise.race([limit, acting]);
  await game.end("SIGKILL");
  await acting;
  return count;
}
