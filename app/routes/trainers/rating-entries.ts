import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { requirePermission } from "#app/features/identity/guards.server.ts";
import { ratingPage } from "#app/features/trainers/observations/my-ratings.server.ts";
import { EntriesForm } from "#app/features/trainers/observations/observation-forms.ts";
import { keepEntries } from "#app/features/trainers/observations/rate-candidate.server.ts";
import { isCriterion, showAmount } from "#app/features/trainers/observations/rating.ts";
import { clashWords } from "#app/features/trainers/observations/rating-words.tsx";
import { now } from "#app/infra/clock.server.ts";
import { jsonAnswer, readForm } from "#app/infra/http.server.ts";
import { paths } from "#app/lib/paths.ts";

/** Somebody who had to sign in again comes back to the instrument. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.rating(encodeURIComponent(params["ratingId"] ?? "")));

/** Entries as they are given, from the page's enhancement; answers what stands now, other devices included. */
export async function action(args: ActionFunctionArgs) {
  // Whoever was asked to rate keeps what they noted, also where they are no assessor any more: nothing of it counts then.
  const actor = await requirePermission(args, "use:own-account");
  const ratingId = args.params["ratingId"]!;
  const { words } = args.context;
  const { t, time } = words;
  const over = () => jsonAnswer({ saved: false, said: t("observation.rating.notYours") }, 404);
  if (!(await ratingPage(actor, ratingId))) return over();
  const form = await readForm(args.request, EntriesForm);
  if (!form.ok) return jsonAnswer({ saved: false, said: t("observation.rating.unreadable") }, 400);
  const kept = await keepEntries(actor, ratingId, form.value.e, form.value.now);
  const page = kept && (await ratingPage(actor, ratingId));
  if (!kept || !page) return over();
  return jsonAnswer({
    saved: true,
    said:
      kept.late > 0
        ? t("observation.rating.late", { count: kept.late })
        : t("observation.rating.savedAt", { time: time(now()) }),
    cells: page.cells.map((cell) => {
      const [head] = cell.heads;
      const value =
        cell.name === "feedback"
          ? (head?.text ?? "")
          : isCriterion(cell.name)
            ? String(head?.value ?? "")
            : showAmount(cell.name, head?.value ?? null);
      return {
        name: cell.name,
        heads: cell.heads.map(({ id }) => id),
        value: cell.clash ? "" : value,
        clash: cell.clash ? clashWords(words, cell) : "",
      };
    }),
  });
}
