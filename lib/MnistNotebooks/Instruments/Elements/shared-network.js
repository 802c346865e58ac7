// Networks that lie beside the page, each in a script of its own.

import { Network } from '../Engine/network.js';

/** Milliseconds after which a script that is not there will not come. */
const PATIENCE = 10_000;

/**
 * The network with that key. A notebook may put an instrument into its page before it runs the script with its network.
 * @param {string} key
 * @returns {Promise<Network>}
 */
export async function sharedNetwork(key) {
  while (!globalThis.mnistNetworks?.[key])
    await new Promise((come, fail) => {
      addEventListener('mnist-network', come, { once: true });
      setTimeout(() => fail(new Error(`The script with the network ${key} is not beside this page.`)), PATIENCE);
    });
  return Network.unpacked(globalThis.mnistNetworks[key]);
}
