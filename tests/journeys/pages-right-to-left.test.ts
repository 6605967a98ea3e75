import { lookAtEveryPage } from "#tests/support/every-page.ts";
import { sizeFaults } from "#tests/support/page-faults.ts";

/* Every page from right to left, narrower still, and with letters twice as large: nothing cut off. */

await lookAtEveryPage("ar-XB", sizeFaults);
