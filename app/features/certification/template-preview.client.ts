/*
 * While a template is written, its picture follows: what the button "Preview" does by hand happens by itself after each
 * change.
 */

const AFTER_A_CHANGE = 700;

const button = document.querySelector<HTMLButtonElement>("button[data-preview]");
let waiting: ReturnType<typeof setTimeout> | undefined;

button?.form?.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => button.form?.requestSubmit(button), AFTER_A_CHANGE);
});
