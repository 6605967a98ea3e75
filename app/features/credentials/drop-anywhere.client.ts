/*
 * A file that is dropped beside the field is checked like one dropped on it: without this the browser would leave the page
 * for the file. `data-drop="send"` hands the form in, as the button does.
 */

const field = document.querySelector<HTMLInputElement>("input[data-drop]");
const DROPPING = "dropping";

const brings = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes("Files") ?? false;

function over(event: DragEvent): void {
  if (!brings(event)) return;
  event.preventDefault();
  field?.classList.add(DROPPING);
}

function left({ relatedTarget }: DragEvent): void {
  if (relatedTarget === null) field?.classList.remove(DROPPING);
}

function drop(event: DragEvent): void {
  if (!brings(event)) return;
  event.preventDefault();
  field?.classList.remove(DROPPING);
  const [file] = event.dataTransfer!.files;
  if (!file || !field) return;
  const one = new DataTransfer();
  one.items.add(file);
  field.files = one.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  if (field.dataset["drop"] === "send") field.form?.requestSubmit();
}

if (field) {
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", left);
  document.addEventListener("drop", drop);
}
