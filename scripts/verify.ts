import { verifyCommand } from "#app/features/credentials/verify-command.server.ts";

/* npm run -s verify -- FILE [--keys did.json | --snapshot snapshot.json] */

const { said, exitCode } = await verifyCommand(process.argv.slice(2), new Date());
process.stdout.write(`${JSON.stringify(said, null, 2)}\n`);
process.exitCode = exitCode;
