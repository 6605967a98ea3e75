import { db } from "#app/infra/db.server.ts";

/** Once a certificate carries somebody's name, it changes by a request that another person decides on (domain §0a). */
export const nameChangesByRequest = async (personId: string): Promise<boolean> =>
  (await db.certificate.count({ where: { personId } })) > 0;
