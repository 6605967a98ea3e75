import { node } from "./machine.server.ts";
import { verifyFile as verify, type CheckedFile, type FileTrust } from "./verify-file.ts";

/** verify-file.ts on this machine. */
export const verifyFile = (bytes: Uint8Array, trust: FileTrust, at: Date): Promise<CheckedFile> =>
  verify(bytes, trust, at.getTime(), node);
