import { saveNetwork } from "../../network/storage.js";
import { accountOf, renderAccount } from "../../report/tables/account.js";
import type { CommandBody } from "../options/command-spec.js";
import { QUIET, STREET_OPTIONS, STREETS_ARGUMENT } from "../options/shared-options.js";
import { readStreetFile, type StreetOptions } from "../options/streets.js";
import { createProgress } from "../print/progress.js";

interface NetworkBuildOptions extends StreetOptions {
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Builds and saves; returns what is printed. */
async function networkBuildCommand(path: string, options: NetworkBuildOptions): Promise<string> {
  const progress = createProgress(options.quiet === true);
  const { network } = await readStreetFile(path, progress, options);
  progress.step("saving the network");
  saveNetwork(network, options.out);
  progress.done();
  const { streetNodeCount, edgeCount } = network;
  const account = accountOf({ network });
  const km = network.edgeLengthMm.reduce((sum, mm) => sum + mm, 0) / 1e6;
  if (options.json === true) {
    const facts = { files: [options.out], nodes: streetNodeCount, edges: edgeCount, km, notes: account };
    return `${JSON.stringify(facts)}\n`;
  }
  const size = `${options.out}: ${streetNodeCount} nodes, ${edgeCount} street edges, ${km.toFixed(1)} km`;
  return `${[size, ...renderAccount(account)].join("\n")}\n`;
}

export const NETWORK: CommandBody = {
  commands: [
    {
      name: "build",
      says: "build the network and save it; every command takes the saved file in place of the streets",
      arguments: [STREETS_ARGUMENT],
      options: [
        ...STREET_OPTIONS,
        { flags: "--out <file>", says: "where it goes, e.g. city.lcn", required: true },
        { flags: "--json", says: "as JSON: { files, nodes, edges, km, notes }" },
        QUIET,
      ],
      run: networkBuildCommand,
    },
  ],
};
