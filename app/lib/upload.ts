/* A file as a form brings it, before anything of it was read. */

export type Upload = { size: number; arrayBuffer: () => Promise<ArrayBuffer> };
export type NamedUpload = Upload & { name: string };

export const isUpload = (value: unknown): value is Upload =>
  typeof value === "object" && value !== null && "arrayBuffer" in value && "size" in value;

export const isNamedUpload = (value: unknown): value is NamedUpload => isUpload(value) && "name" in value;
